/*
 * Base64 of the SHA-256 of the style sheet and the script as they stand in the file. Written down rather than worked out, so that a report
 * is made of plain strings at once and everywhere; a test says what they must be.
 */
export const STYLE_HASH = 'jQRP1t4/wsey9Vf2YGztpgnlf6++iFG6BnEXa0alzlU='
export const SCRIPT_HASH = '9foAfyTtCVLHdus3JOwYepS075olHK3Wmd1BRLnPG1Y='

/** What a report may do when it is opened: use its own style sheet and its own script, and nothing else. It asks nobody for anything. */
export const REPORT_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${STYLE_HASH}'`,
  `script-src 'sha256-${SCRIPT_HASH}'`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')
