/** How much memory bodies that are being read may take together. */
export interface BodyBudget {
  /** Takes so many bytes; false where they are not left. */
  readonly take: (bytes: number) => boolean;
  readonly giveBack: (bytes: number) => void;
}

/** Makes a budget. */
export const makeBodyBudget = (mostBytes: number): BodyBudget => {
  let taken = 0;
  return {
    take: (bytes) => {
      if (taken + bytes > mostBytes) return false;
      taken += bytes;
      return true;
    },
    giveBack: (bytes) => {
      taken -= bytes;
    },
  };
};

/** That of this process: many bodies of single requests, some lists, and no flood of bodies that never end. */
export const processBudget = makeBodyBudget(128 * 1024 * 1024);
