import { expect, test } from "vitest";
import { checkPath, mapPath } from "#lib/url/paths.ts";
import { htmlAt, linksOf } from "./address.fixture.tsx";
import { PageLink } from "./PageLink.tsx";

const PAST = "/c/prod/check?at=2026-04-16T02:13:40Z&v=1";

test.each([
  { name: "of the present", page: "/c/prod/check?v=1", href: mapPath("prod"), leads: "/c/prod/map?v=1" },
  { name: "of a past state stays in it", page: PAST, href: checkPath("prod", { from: "a/pod/b" }), leads: "/c/prod/check?at=2026-04-16T02:13:40Z&from=a/pod/b&v=1" },
  { name: "that names another time goes there", page: PAST, href: mapPath("prod", { at: "2026-04-16T02:00:00Z" }), leads: "/c/prod/map?at=2026-04-16T02:00:00Z&v=1" },
])("a link $name", ({ page, href, leads }) => expect(linksOf(htmlAt(page, <PageLink href={href}>x</PageLink>))).toEqual([leads]));
