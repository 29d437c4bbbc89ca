import { expect, test } from "vitest";
import { environmentWord } from "./environment.ts";

test.each([
  ["prod-use1", "PROD"],
  ["production", "PROD"],
  ["PROD", "PROD"],
  ["gke_larder_us-east1_prod2", "PROD"],
  ["arn:aws:eks:us-east-1:123456789012:cluster/prd", "PROD"],
  ["staging-euw1", "STAGING"],
  ["larder-stg", "STAGING"],
  ["pre-prod", "STAGING"],
  ["preprod", "STAGING"],
  ["products", undefined],
  ["reproduction", undefined],
  ["backstage", undefined],
  ["kind", undefined],
  ["", undefined],
])("%s is %s", (name, word) => expect(environmentWord(name)).toBe(word));
