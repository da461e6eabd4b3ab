/** A process that moves a key and kills itself, without a chance to clean up, at the given step. */
import { moverIn, type Order, placesIn } from "./key-move-room.ts";

const order: Order = JSON.parse(process.argv[2] ?? "");
const { mover } = moverIn(
  placesIn(order.folder),
  {},
  {
    onStep(step) {
      if (step === order.killAt) process.kill(process.pid, "SIGKILL");
    },
  },
);
await mover.move(order.id);
