/** The characters of bytes 0x80 … 0x9F; U+FFFD stands for the five that have none, which stay what they are. */
const UPPER_CONTROLS = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ'

/**
 * Decodes Windows-1252. Node's own decoder of that name (20 to 23) reads it as Latin-1, which differs in 27 characters, the euro sign and curly quotes among them;
 * these are put right here, and nothing changes where the platform has them right already.
 */
export class Windows1252Decoder {
  private readonly decoder = new TextDecoder('windows-1252')

  decode(bytes: Uint8Array): string {
    return this.decoder.decode(bytes).replace(/[\u0080-\u009f]/g, control => {
      const character = UPPER_CONTROLS.charAt(control.charCodeAt(0) - 0x80)
      return character === '\ufffd' ? control : character
    })
  }
}
