/** Two tabs side by side. */
export const split = {
  open: 'Show two tabs side by side',
  close: 'Show one tab',
  /** In the menu of a tab. */
  openBeside: 'Open beside',
  swap: 'Swap sides',
  rename: 'Rename',
  closeTab: 'Close',
  tabMenu: 'Menu of the tab',
  /** What a screen reader is told of the tab that is shown but not active. */
  isBeside: 'shown beside',
};
