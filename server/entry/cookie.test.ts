import { expect, test } from "vitest";
import { sessionCookie, sessionsIn } from "./cookie.ts";

test("the cookie is for this site only, not for scripts, and ends with the browser", () => {
  expect(sessionCookie("127.0.0.1:3000", "abc")).toBe("whydrop-3000=abc; Path=/; HttpOnly; SameSite=Strict");
});

test.each([
  { name: "none", host: "localhost:3000", cookie: undefined, sessions: [] },
  { name: "ours among others", host: "localhost:3000", cookie: "theme=dark; whydrop-3000=a; b=c", sessions: ["a"] },
  { name: "that of another port of this host", host: "localhost:3001", cookie: "whydrop-3000=a", sessions: [] },
  { name: "a forwarded port names it", host: "localhost:8080", cookie: "whydrop-3000=a; whydrop-8080=b", sessions: ["b"] },
  { name: "the port that is not written", host: "localhost", cookie: "whydrop-80=a", sessions: ["a"] },
  { name: "IPv6", host: "[::1]:3000", cookie: "whydrop-3000=a", sessions: ["a"] },
  { name: "two of our name, one set by somebody else", host: "localhost:3000", cookie: "whydrop-3000=a; whydrop-3000=b", sessions: ["a", "b"] },
  { name: "a name that only begins like ours", host: "localhost:3000", cookie: "whydrop-30001=a; xwhydrop-3000=b; whydrop-3000", sessions: [] },
])("$name", ({ host, cookie, sessions }) => {
  expect(sessionsIn(new Headers({ host, ...(cookie !== undefined && { cookie }) }))).toEqual(sessions);
});
