/** The part of the synthesizer that tools/voice.mjs uses: its command line, run once, and the files it leaves. */
declare module 'espeak-ng' {
  export default function run(options: {
    arguments: string[];
  }): Promise<{ FS: { readFile(path: string): Uint8Array } }>;
}
