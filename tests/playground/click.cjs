// Plays a person at the Playground's page: node click.cjs URL
//
// Each line of the input is a JSON list of steps, and is answered by a line with one JSON object
// {"ok", "done", "failed", "why", "text"}. The page stays open between them, because what arrives
// while no page is open is never shown. The end of the input closes it.
//   {"go": "Personal Chat"}                      open a conversation ("Team - Channel" for a channel)
//   {"say": "status", "mention": "Accord"}       type and send; "mention" picks the bot from the list
//   {"card": "Weekly update"}                    wait for a card with this text; later steps act in it
//   {"fill": "Your note", "with": "late"}        type into the input with this label
//   {"choose": "State", "option": "At risk"}     pick from the menu or the choices with this label
//   {"click": "Send"}                            press the button with this title
//   {"see": "Noted"}                             wait for a text in the conversation
//   {"window": [400, 1600]}                      make the window this wide and high
//   {"screenshot": "FILE.png"}                   the page
//   {"photograph": "FILE.png"}                   the card alone
"use strict";

const readline = require("node:readline");
const { withPage } = require("../judges/chromium.cjs");

const SECONDS = 20;

/** Write into the box. On a busy machine it may lose letters while it draws, so it is looked at. */
async function write(page, box, { say, mention }, attempts = 3) {
  await box.click();
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("Backspace");
  if (mention) {
    await page.keyboard.type(`@${mention}`);
    const offered = page.getByRole("menuitem", { name: mention }).first();
    await offered.click();
    await offered.waitFor({ state: "detached" });
    await page.keyboard.type(" ");
  }
  await page.keyboard.type(say);
  const whole = box.filter({ hasText: mention ? `${mention} ${say}` : say });
  const written = await whole.waitFor({ timeout: 2000 }).then(() => true, () => false);
  if (written) return;
  if (attempts === 1) throw new Error(`the box says "${await box.innerText()}" instead of "${say}"`);
  await write(page, box, { say, mention }, attempts - 1);
}

/** What can be done at the page, by the key of its step. */
function actionsAt(page) {
  let card = page.locator("body");
  return {
    go: (step) => page.getByRole("treeitem", { name: step.go, exact: true }).click(),
    say: async (step) => {
      const box = page.getByRole("textbox").last();
      // A channel hides its box behind a button.
      const post = page.getByRole("button", { name: "Start a new post" });
      await box.or(post).first().waitFor();
      if (await post.count()) await post.click();
      await write(page, box, step);
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
      if ((await input.getAttribute("role")) === "combobox") {
        await input.click();
        // The list hangs below the page and not below the card.
        await page.getByRole("option", { name: step.option, exact: true }).click();
      } else {
        await card.getByLabel(step.option, { exact: true }).check();
      }
    },
    click: (step) => card.getByRole("button", { name: step.click, exact: true }).click(),
    see: (step) => page.getByText(step.see).last().waitFor(),
    window: ({ window: [width, height] }) => page.setViewportSize({ width, height }),
    screenshot: (step) => page.screenshot({ path: step.screenshot }),
    photograph: (step) => card.screenshot({ path: step.photograph }),
  };
}

async function play(actions, steps, result) {
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
  await withPage({ width: 1400, height: 900 }, async (page) => {
    page.setDefaultTimeout(SECONDS * 1000);
    await page.goto(process.argv[2]);
    const actions = actionsAt(page);
    for await (const line of readline.createInterface({ input: process.stdin })) {
      const result = { ok: false, done: 0, failed: null, why: "", text: "" };
      try {
        await play(actions, JSON.parse(line), result);
        result.ok = true;
      } catch (error) {
        result.why = String(error.message).split("\n")[0];
      }
      result.text = await page.locator("body").innerText();
      console.log(JSON.stringify(result));
    }
  });
}

main().catch((error) => {
  console.error(error.message);
  process.exit(2);
});
