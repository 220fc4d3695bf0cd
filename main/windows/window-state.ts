/** Where the app window was, remembered in `window.json` in the library's folder. Sizes and positions in device-independent pixels. */
import { z } from 'zod';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowState {
  /** Of the window when neither maximised nor full screen. */
  readonly bounds: Rectangle;
  readonly maximised: boolean;
}

const whole = z.number().int();
export const windowStateSchema: z.ZodType<WindowState> = z.object({
  bounds: z.object({ x: whole, y: whole, width: whole.positive(), height: whole.positive() }),
  maximised: z.boolean(),
});

export const SMALLEST_WINDOW = { width: 900, height: 600 } as const;
const USUAL_WINDOW = { width: 1280, height: 820 } as const;
/** This much of a window has to be on some screen, or it could not be taken hold of. */
const GRIP = 80;

/** Where to open the window: as it was, if a screen still shows enough of it; else the usual size, placed by the system. */
export function placeWindow(
  state: WindowState | undefined,
  screens: readonly Rectangle[],
): Partial<Rectangle> & { readonly width: number; readonly height: number } {
  if (state === undefined) return USUAL_WINDOW;
  const width = Math.max(state.bounds.width, SMALLEST_WINDOW.width);
  const height = Math.max(state.bounds.height, SMALLEST_WINDOW.height);
  const { x, y } = state.bounds;
  const reachable = screens.some((screen) => {
    const across = Math.min(x + width, screen.x + screen.width) - Math.max(x, screen.x);
    return across >= GRIP && y >= screen.y && y <= screen.y + screen.height - GRIP;
  });
  return reachable ? { x, y, width, height } : { width, height };
}
