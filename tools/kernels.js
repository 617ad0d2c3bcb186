/**
 * Compiles the kernels to WebAssembly, one module per width. One process does it: loading the
 * compiler takes longer than its work.
 */
import asc from 'assemblyscript/asc';

const folder = 'source/fizzbuzz/kernels/assembly';
const targets = {scalar: 'scalar.ts', 128: 'simd.ts', 256: 'simd.ts'};

for (const [target, file] of Object.entries(targets)) {
  const args = [`${folder}/${file}`, '--config', `${folder}/asconfig.json`, '--target', target];
  const {error} = await asc.main(args, {stdout: process.stdout, stderr: process.stderr});
  if (error) throw error;
}
