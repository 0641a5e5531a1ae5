/** What the desktop window is told beside the contract: its port, and what was chosen in the menu. */

/** `data.type` of the window message that brings the engine's MessagePort; the channel to the preload has this name too. */
export const PORT_MESSAGE = 'runyard:port';

/** `data.type` of the window message `{ type, command }` that carries the id of a renderer's command. */
export const COMMAND_MESSAGE = 'runyard:command';
