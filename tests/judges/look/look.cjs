// Draws a Slack message or an Adaptive Card as a picture, to be looked at by a person:
//
//   node tests/judges/look/look.cjs slack|card FILE.json OUT.png [width]
//
// A Slack file holds a message, a view or a list of blocks; a card file holds a card or an activity with
// one. Widths worth looking at for cards are 360 (a phone, a narrow pane) and 720. What is drawn is
// close to the real clients, not the same to the pixel.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { withPage } = require("../chromium.cjs");

const modules = path.join(__dirname, "..", "node_modules");
const usage = "Usage: node look.cjs slack|card FILE.json OUT.png [width]";

function slackPage(payload) {
  const { createElement } = require("react");
  const { renderToStaticMarkup } = require("react-dom/server");
  const { Message } = require("slack-blocks-to-jsx");
  const style = fs.readFileSync(path.join(modules, "slack-blocks-to-jsx", "dist", "style.css"), "utf8");
  const view = payload.view || (payload.type === "modal" || payload.type === "home" ? payload : null);
  const blocks = Array.isArray(payload) ? payload : (view || payload).blocks;
  const shown = blocks || [{ type: "section", text: { type: "mrkdwn", text: payload.text || "" } }];
  const logo = `data:image/svg+xml,${encodeURIComponent(
    '<svg xmlns="http://www.w3.org/2000/svg" width="36" height="36"><rect width="36" height="36" fill="#1f4e79"/></svg>',
  )}`;
  const message = createElement(Message, {
    blocks: shown,
    logo,
    name: "Accord",
    theme: "light",
    time: new Date(2026, 0, 5, 9, 0),
    withoutWrapper: Boolean(view),
  });
  const bar = (text, weight) => `<p style="font:${weight} 18px sans-serif;margin:12px 16px">${escaped(text)}</p>`;
  const buttons = view && view.type === "modal" ? [view.close, view.submit].filter(Boolean) : [];
  const before = view && view.title ? bar(view.title.text, 700) : "";
  const after = buttons.length ? bar(buttons.map((button) => `[ ${button.text} ]`).join("  "), 400) : "";
  const html = renderToStaticMarkup(message);
  return { style, body: `${before}<div style="padding:16px">${html}</div>${after}`, scripts: [] };
}

function cardPage(payload) {
  const attachment = (payload.attachments || [])[0];
  const card = attachment ? attachment.content : payload;
  const scripts = [
    path.join(modules, "markdown-it", "dist", "browser", "markdown-it.umd.min.js"),
    path.join(modules, "adaptivecards", "dist", "adaptivecards.min.js"),
  ];
  // Like the Teams clients, measure a box with its padding, or a list would seem to be cut off.
  const style = `* { box-sizing: border-box }
    #card { border: 1px solid #ddd; border-radius: 4px; margin: 12px; background: #fff }
    .ac-pushButton { font: 14px "Segoe UI", sans-serif; padding: 6px 12px; border: 1px solid #d1d1d1;
      border-radius: 4px; background: #fff } .ac-pushButton.style-positive { background: #5b5fc7; color: #fff }
    .ac-input { font: 14px "Segoe UI", sans-serif; padding: 6px; border: 1px solid #d1d1d1; border-radius: 4px }`;
  return { style, body: '<div id="card"></div>', scripts, card };
}

// Runs in the page. The sizes are those of Teams' host settings as far as they are published.
function drawCard(json) {
  const { AdaptiveCards: AC, markdownit } = window;
  const parser = markdownit();
  AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
    // Teams shows a mention as a name; the renderer outside Teams knows no mentions.
    result.outputHtml = parser.render(text).replace(/&lt;at&gt;(.*?)&lt;\/at&gt;/g, "<b>$1</b>");
    result.didProcess = true;
  };
  const card = new AC.AdaptiveCard();
  card.hostConfig = new AC.HostConfig({
    fontFamily: "Segoe UI, sans-serif",
    spacing: { small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: "#E1E1E1" },
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    actions: { maxActions: 6, buttonSpacing: 8, actionAlignment: "left", actionsOrientation: "horizontal" },
  });
  card.parse(json);
  document.getElementById("card").appendChild(card.render());
}

function escaped(text) {
  return String(text).replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

async function main([kind, input, output, width]) {
  const pages = { slack: slackPage, card: cardPage };
  if (!pages[kind] || !output) throw new Error(usage);
  const { style, body, scripts, card } = pages[kind](JSON.parse(fs.readFileSync(input, "utf8")));
  const viewport = { width: Number(width) || 720, height: 200 };
  await withPage(viewport, async (page) => {
    await page.setContent(`<!doctype html><meta charset="utf-8"><style>body{margin:0}${style}</style>${body}`);
    for (const script of scripts) await page.addScriptTag({ path: script });
    if (card) await page.evaluate(drawCard, card);
    await page.screenshot({ path: output, fullPage: true });
  });
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
