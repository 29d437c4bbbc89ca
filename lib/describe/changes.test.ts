import { expect, test } from "vitest";
import type { AuthorJson, ChangeJson } from "#lib/api/history.ts";
import { authorText, flipText, timelineHeadline } from "./changes.ts";
import { momentAndAge } from "./moments.ts";
import { causeText, notStoredText } from "./stamp.ts";

const by = (given: Partial<AuthorJson>): AuthorJson => ({ name: "", keptBy: null, commit: null, at: null, ...given });
const change = (given: Partial<ChangeJson>): ChangeJson => ({ object: "a", kind: "NetworkPolicy", namespace: "default", name: "allow-stripe", action: "created", lane: "policies", summary: "", by: by({}), ...given });
const AT = "2026-04-16T02:41:00.000Z";

test.each([
  { name: "a manager, its tool and the commit", told: authorText(by({ name: "argocd", keptBy: "Argo CD application shop", commit: { id: "4be1f0a9c0d2", title: "x" } })), is: "argocd · Argo CD application shop · commit 4be1f0a" },
  { name: "nobody told", told: authorText(by({})), is: "nobody told who" },
  { name: "a verdict that became another one", told: flipText({ was: "ALLOWED", is: "BLOCKED_DEFAULT" }), is: "Allowed → Blocked by default deny" },
  { name: "a connection that was not declared before", told: flipText({ was: null, is: "BLOCKED_RULE" }), is: "Not declared → Blocked by a deny rule" },
  { name: "nor is it any more", told: flipText({ was: "OPEN", is: null }), is: "Open → Not declared any more" },
  { name: "applied", told: causeText({ at: AT, changes: [change({})] }), is: "default/allow-stripe applied 02:41Z" },
  { name: "several at once", told: causeText({ at: AT, changes: [change({ action: "deleted" }), change({}), change({})] }), is: "default/allow-stripe deleted and 2 more 02:41Z" },
  { name: "anything else than a NetworkPolicy by its kind too", told: causeText({ at: AT, changes: [change({ kind: "Namespace", namespace: "", name: "payments", action: "changed" })] }), is: "Namespace payments changed 02:41Z" },
  { name: "what is not stored any more", told: notStoredText("2026-04-16T02:13:40Z"), is: "What it was at 02:13:40Z is no longer stored." },
  { name: "an age beside every time", told: momentAndAge(AT, Date.parse("2026-04-16T02:44:10Z")), is: "02:41:00Z (3 min ago)" },
  { name: "of another day, that day too", told: momentAndAge(AT, Date.parse("2026-04-18T02:44:10Z")), is: "2026-04-16 02:41:00Z (2 d ago)" },
  { name: "some of many", told: timelineHeadline({ changes: 12, flipping: 2 }), is: "2 of 12 changes changed a verdict" },
  { name: "none of them", told: timelineHeadline({ changes: 1, flipping: 0 }), is: "1 change, none changed a verdict" },
  { name: "nothing at all", told: timelineHeadline({ changes: 0, flipping: 0 }), is: "Nothing changed" },
])("$name", ({ told, is }) => expect(told).toBe(is));
