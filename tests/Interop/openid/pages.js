// A person's own pages, by keyboard alone, on a small screen, in both languages; axe judges each as it is met.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { code, openForJudging } from "./browser.js";
import { readStory } from "./party.js";

const story = await readStory();
const axe = await readFile(new URL("./node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const seen = [];
const { context, page, close } = await openForJudging(story);

try {
  for (const language of ["id", "en"]) {
    await page.goto(`${story.issuer}/account/login?lang=${language}`);
    await judge("sign in", language);
    await type("username", story.userName);
    await type("current-password", "not the password");
    await submit();
    await judge("sign in refused", language);
    await type("username", story.userName);
    await type("current-password", story.password);
    await submit();
    await page.waitForURL(/second-factor/);
    await judge("second factor", language);
    await page.goto(`${story.issuer}/account/recovery-code`);
    await judge("recovery code", language);
    await page.goto(`${story.issuer}/account/second-factor`);
    await type("one-time-code", await unusedCode());
    await submit();
    await page.waitForURL(/\/account(\/continue.*)?$/);
    await page.goto(`${story.issuer}/account`);
    await judge("sessions", language);
    for (const own of ["password", "recovery-codes", "sign-out"]) {
      await page.goto(`${story.issuer}/account/${own}`);
      await judge(own, language);
    }
    await context.clearCookies();
  }
} finally {
  await close();
}
console.log(JSON.stringify({ seen }));

/** No violation of WCAG 2.2 A and AA, the language is said, nothing is wider than the screen. */
async function judge(name, language) {
  await page.waitForLoadState();
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  assert.deepEqual(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(" ")}`), [], `${name} (${language})`);
  assert.equal(await page.evaluate(() => document.documentElement.lang), language, name);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} (${language}) is wider than 360 px`);
  seen.push(`${name} ${language}`);
}

/** Goes to a field by Tab, as one without a mouse does, and types. */
async function type(autocomplete, text) {
  for (let presses = 0; presses < 30; presses++) {
    if (await page.evaluate((wanted) => document.activeElement.getAttribute("autocomplete")?.split(" ").includes(wanted) ?? false, autocomplete)) {
      await page.keyboard.press("Control+A");
      await page.keyboard.type(text);
      return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`no field ${autocomplete} is reached by Tab on ${page.url()}`);
}

/** The answer may be the same address again. */
async function submit() {
  await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

/** A code is taken once: the second sign-in within one half minute needs that of the next, which is taken too. */
async function unusedCode() {
  unusedCode.last = code(story.totpSecret, unusedCode.last === code(story.totpSecret) ? 1 : 0);
  return unusedCode.last;
}
