import { z } from "zod";

/** Every error over HTTP: never a stack, a path of the server or a token. */
export const errorSchema = z.object({
  error: z.object({
    code: z.enum(["bad_request", "unauthorized", "not_found", "gone", "forbidden", "misdirected", "method_not_allowed", "too_long", "too_large", "not_json", "too_many", "not_saved", "unavailable", "damaged", "newer", "busy", "internal"]),
    message: z.string(),
    field: z.string().optional().describe("the parameter that is wrong"),
    requestId: z.string(),
  }),
});

export type ErrorJson = z.infer<typeof errorSchema>;
export type ErrorCode = ErrorJson["error"]["code"];
