/** Where this process is, as other processes that use the same daemon can tell. */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface ProcessPlace {
  host: string;
  /** The namespace in which process numbers mean something; empty where a host has but one. */
  processes: string;
  /** The container that this process is in; empty for none, and where it cannot be told. */
  container: string;
}

/** Docker and Podman lay a file of the container's own folder over this one, whatever the network and the host name. */
const OWN_FOLDER = /\/([0-9a-f]{64})\/(?:userdata\/)?hostname \/etc\/hostname /;

/** @param mounts as in `/proc/self/mountinfo` */
export function findContainer(mounts: string): string {
  return OWN_FOLDER.exec(mounts)?.[1] ?? '';
}

function readProcessPlace(): ProcessPlace {
  return {
    host: hostname(),
    processes: orEmpty(() => readlinkSync('/proc/self/ns/pid')),
    container: orEmpty(() => findContainer(readFileSync('/proc/self/mountinfo', 'utf8'))),
  };
}

function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

export const PROCESS_PLACE: ProcessPlace = readProcessPlace();
/** Milliseconds since the epoch: with place and process number, a name that no other process has. */
export const PROCESS_STARTED_AT = String(Math.round(performance.timeOrigin));
