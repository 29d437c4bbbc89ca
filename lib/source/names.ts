/**
 * What Kubernetes accepts as a name (k8s.io/apimachinery `pkg/util/validation`). Each check answers the text's faults,
 * worded to follow the text itself; none means valid. Lengths come first, so that no pattern sees a long text.
 */
export type Faults = readonly string[];

const LOWER_CASE = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const ANY_CASE = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const ANY_CASE_RULE = "letters, digits, `-`, `_` and `.`, and start and end with a letter or digit";

const valid: Faults = [];
const tooLong = (limit: number): Faults => [`must be no more than ${limit} characters`];

/** A namespace's name. */
export function dnsLabelFaults(text: string): Faults {
  if (text.length > 63) return tooLong(63);
  return LOWER_CASE.test(text) ? valid : ["must consist of lower case letters, digits and `-`, and start and end with a letter or digit"];
}

/** Most objects' name. Unlike in DNS, one of its parts may be longer than 63 characters. */
export function dnsSubdomainFaults(text: string): Faults {
  if (text.length > 253) return tooLong(253);
  return text.split(".").every((part) => LOWER_CASE.test(part))
    ? valid
    : ["must consist of lower case letters, digits, `-` and `.`, and each part between dots start and end with a letter or digit"];
}

/** A label's key, `[prefix/]name`. */
export function labelKeyFaults(text: string): Faults {
  const slash = text.indexOf("/");
  if (slash === -1) return labelNameFaults(text);
  const prefix = dnsSubdomainFaults(text.slice(0, slash)).map((fault) => `has a prefix that ${fault}`);
  return [...prefix, ...labelNameFaults(text.slice(slash + 1))];
}

/** An annotation's key is a label's key in any case. */
export const annotationKeyFaults = (text: string): Faults => labelKeyFaults(text.toLowerCase());

export function labelValueFaults(text: string): Faults {
  if (text.length > 63) return tooLong(63);
  return text === "" || ANY_CASE.test(text) ? valid : [`must be empty or consist of ${ANY_CASE_RULE}`];
}

/** A named port: all of its faults, as the API server lists them. */
export function portNameFaults(text: string): Faults {
  if (text.length > 15) return tooLong(15);
  return [
    ...(/^[-a-z0-9]+$/.test(text) ? [] : ["must consist of lower case letters, digits and `-`"]),
    ...(/[a-z]/.test(text) ? [] : ["must have at least one letter to be a port's name; a number is written without quotes"]),
    ...(text.includes("--") ? ["must not have two `-` in a row"] : []),
    ...(/^-|-$/.test(text) ? ["must not start or end with `-`"] : []),
  ];
}

function labelNameFaults(name: string): Faults {
  if (name.length > 63) return ["has a name of more than 63 characters"];
  return ANY_CASE.test(name) ? valid : [`has a name that must consist of ${ANY_CASE_RULE}`];
}
