// One sandboxed window with the page that a test has built.
const { app, BrowserWindow } = require('electron');

if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
app.setPath('userData', process.env.CUTTINGS_LIBRARY);
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 900, height: 700 });
  void window.loadFile(process.env.CUTTINGS_TEST_PAGE);
});
