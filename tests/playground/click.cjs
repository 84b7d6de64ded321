// Plays a person at the Playground's page: node click.cjs URL < steps.json
//
// The steps are a JSON list; the result is one JSON object {"ok", "done", "failed", "why", "text"}.
//   {"go": "Personal Chat"}                      open a conversation ("Team - Channel" for a channel)
//   {"say": "status", "mention": "Accord"}       type and send; "mention" picks the bot from the list
//   {"card": "Weekly update"}                    wait for a card with this text; later steps act in it
//   {"fill": "Your note", "with": "late"}        type into the input with this label
//   {"choose": "State", "option": "At risk"}     pick from the menu or the choices with this label
//   {"click": "Send"}                            press the button with this title
//   {"see": "Noted"}                             wait for a text in the conversation
//   {"width": 400}                               make the window as narrow as a phone, or wider again
//   {"screenshot": "FILE.png"}                   the page
//   {"photograph": "FILE.png"}                   the card alone
"use strict";

const fs = require("node:fs");
const { withPage } = require("../judges/chromium.cjs");

const SECONDS = 20;
const HEIGHT = 900;

async function play(page, steps, result) {
  let card = page.locator("body");
  const actions = {
    go: (step) => page.getByRole("treeitem", { name: step.go, exact: true }).click(),
    say: async (step) => {
      const box = page.getByRole("textbox").last();
      // A channel hides its box behind a button.
      const post = page.getByRole("button", { name: "Start a new post" });
      await box.or(post).first().waitFor();
      if (await post.count()) await post.click();
      await box.click();
      if (step.mention) {
        await page.keyboard.type(`@${step.mention}`);
        await page.getByRole("menuitem", { name: step.mention }).first().click();
        await page.keyboard.type(" ");
      }
      await page.keyboard.type(step.say);
      await page.keyboard.press("Enter");
    },
    card: async (step) => {
      card = page.locator(".ac-adaptiveCard").filter({ hasText: step.card }).last();
      await card.waitFor();
    },
    fill: (step) => card.getByLabel(step.fill).fill(step.with),
    choose: async (step) => {
      const input = card.getByLabel(step.choose).first();
      await input.waitFor();
      const isMenu = (await input.evaluate((node) => node.tagName)) === "SELECT";
      if (isMenu) await input.selectOption({ label: step.option });
      else await card.getByLabel(step.option, { exact: true }).check();
    },
    click: (step) => card.getByRole("button", { name: step.click, exact: true }).click(),
    see: (step) => page.getByText(step.see).last().waitFor(),
    width: (step) => page.setViewportSize({ width: step.width, height: HEIGHT }),
    screenshot: (step) => page.screenshot({ path: step.screenshot }),
    photograph: (step) => card.screenshot({ path: step.photograph }),
  };
  for (const step of steps) {
    result.failed = step;
    const name = Object.keys(actions).find((key) => key in step);
    if (!name) throw new Error(`no such step; the steps are ${Object.keys(actions).join(", ")}`);
    await actions[name](step);
    result.done += 1;
  }
  result.failed = null;
}

async function main() {
  const steps = JSON.parse(fs.readFileSync(0, "utf8"));
  const result = { ok: false, done: 0, failed: null, why: "", text: "" };
  await withPage({ width: 1400, height: HEIGHT }, async (page) => {
    page.setDefaultTimeout(SECONDS * 1000);
    await page.goto(process.argv[2]);
    try {
      await play(page, steps, result);
      result.ok = true;
    } catch (error) {
      result.why = String(error.message).split("\n")[0];
    }
    result.text = await page.locator("body").innerText();
  });
  console.log(JSON.stringify(result));
}

main().catch((error) => {
  console.error(error.message);
  process.exit(2);
});
