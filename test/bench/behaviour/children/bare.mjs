// A process that only holds a timer: what Node costs before anything of ours.
setInterval(() => {}, 1 << 30);
process.stdout.write("{}\n");
