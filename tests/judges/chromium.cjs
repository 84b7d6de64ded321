// Starts Debian's Chromium without a window, for pages that are our own.
"use strict";

const { chromium } = require("playwright-core");

const flags = [
  "--no-sandbox", // it runs as root in CI, and opens nothing but our own pages
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const local = /^(data|blob|about|file):|^https?:\/\/(localhost|127\.0\.0\.1)[:/]/;

/** Open a page of the given size, hand it to `use`, and close the browser whatever happens. */
async function withPage(viewport, use) {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  const browser = await chromium.launch({ executablePath, args: flags });
  try {
    const page = await browser.newPage({ viewport });
    // Fonts, avatars and telemetry lie on the network, and these pages must do without one.
    await page.route((url) => !local.test(url.href), (route) => route.abort());
    return await use(page);
  } finally {
    await browser.close();
  }
}

module.exports = { withPage };
