import { createContext, useContext } from 'react';

/** By whose clocks instants are told below: the zone that the edition shown names, else UTC. */
export const Zone = createContext('UTC');

/** The zone by whose clocks instants are told here. */
export const useZone = (): string => useContext(Zone);
