// The least an Electron app can be: one sandboxed window with one line. What starting it takes is Electron's share of a start.
const path = require('node:path');
const { app, BrowserWindow } = require('electron');

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setPath('userData', process.env.CUTTINGS_LIBRARY);
app.whenReady().then(() => {
  performance.mark('cuttings:ready');
  const window = new BrowserWindow({ width: 1280, height: 820, show: false });
  window.once('ready-to-show', () => window.show());
  void window.loadFile(path.join(__dirname, 'page.html'));
});
