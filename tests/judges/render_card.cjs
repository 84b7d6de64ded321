// Renders Adaptive Cards with Microsoft's own renderer, without a browser.
//
// Reads one card a line on standard input, prints one JSON object a line: {"errors": [...], "text": "...",
// "buttons": [...]}. `errors` are what the renderer itself found; `text` is what a person would read.
"use strict";

const readline = require("node:readline");
const { JSDOM } = require("jsdom");

const window = new JSDOM("<!doctype html><body></body>").window;
// The renderer expects the globals of a page.
globalThis.window = window;
for (const name of Object.getOwnPropertyNames(window)) {
  if (name === "document" || name === "Node" || name === "DOMParser" || /^(HTML|SVG)?\w*Element$/.test(name)) {
    globalThis[name] = window[name];
  }
}

// jsdom has no layout and so no innerText, through which the renderer writes labels and buttons.
Object.defineProperty(window.HTMLElement.prototype, "innerText", {
  get() {
    return this.textContent;
  },
  set(text) {
    this.textContent = text;
  },
});

// The main file of the package is an ES module that Node cannot load.
const AC = require("adaptivecards/dist/adaptivecards.js");

// Cards carry Markdown; without a processor the renderer shows the marks and warns on every text.
const markdown = require("markdown-it")();
AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

const blocks = new Set(["DIV", "P", "LABEL", "BUTTON", "TR", "INPUT", "TEXTAREA", "SELECT", "TABLE"]);

function readable(element) {
  let text = "";
  const visit = (node) => {
    if (node.nodeType === 3) text += node.textContent;
    else if (node.style && node.style.display === "none") return;
    else {
      for (const child of node.childNodes) visit(child);
      if (blocks.has(node.tagName)) text += "\n";
    }
  };
  visit(element);
  return text.replace(/[ \u00a0]+/g, " ").replace(/ ?\n\s*/g, "\n").trim();
}

// An unknown type is what `fallback` is for; it is an error only where there is none.
function withoutFallback(node, found = new Set()) {
  if (Array.isArray(node)) node.forEach((item) => withoutFallback(item, found));
  else if (node && typeof node === "object") {
    if (typeof node.type === "string" && node.fallback === undefined) found.add(node.type);
    Object.values(node).forEach((value) => withoutFallback(value, found));
  }
  return found;
}

function render(json) {
  const context = new AC.SerializationContext(AC.Versions.v1_5);
  const card = new AC.AdaptiveCard();
  // The renderer's own default is five; Teams shows six.
  card.hostConfig = new AC.HostConfig({ actions: { maxActions: 6 } });
  const errors = [];
  const bare = withoutFallback(json);
  card.parse(json, context);
  for (let index = 0; index < context.eventCount; index += 1) {
    const { message } = context.getEventAt(index);
    const unknown = /^Unknown (?:element|action) type "(.*)"/.exec(message);
    if (!unknown || bare.has(unknown[1])) errors.push(message);
  }
  for (const event of card.validateProperties().validationEvents) errors.push(event.message);
  const element = card.render();
  if (!element) return { errors: [...errors, "Nothing was rendered."], text: "", buttons: [] };
  const buttons = [...element.querySelectorAll("button")].map((button) => readable(button));
  return { errors: [...new Set(errors)], text: readable(element), buttons: buttons.filter(Boolean) };
}

const log = console.log;
// The renderer prints warnings of its own to standard output, which would break the protocol.
console.log = console.warn = console.error;

readline
  .createInterface({ input: process.stdin })
  .on("line", (line) => line.trim() && log(JSON.stringify(render(JSON.parse(line)))));
