import { type Field, quote } from "#lib/source/field.ts";

/** What a rule's `authentication` asks for. */
export function readAuthentication(field: Field): "none" | "required" | "always-fails" {
  field.struct("mode");
  if (field.absent) return "none";
  const mode = field.at("mode");
  const text = mode.text();
  switch (text) {
    case "disabled":
      return "none";
    case "required":
      return "required";
    case "test-always-fail":
      return "always-fails";
    case undefined:
      if (mode.absent) mode.error("required", "`mode` is missing: use `disabled` or `required`");
      return "none";
    default:
      mode.error("unsupported-value", `unsupported authentication mode ${quote(text)}: use \`disabled\` or \`required\``);
      return "none";
  }
}
