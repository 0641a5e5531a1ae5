/** Routes of what the window keeps and is told: tabs, history, settings, templates, what was opened, earlier runs. */
import type { Routes } from './procedure-route';

export const windowRoutes = {
  workspace: {
    load: {
      method: 'POST',
      path: '/workspace/load',
      tag: 'Window',
      summary: 'Take the workspace over',
      description: 'The window that had it may save no more.',
      errors: ['WORKSPACE_FAILED'],
    },
    save: {
      method: 'PUT',
      path: '/workspace',
      tag: 'Window',
      summary: 'Save the workspace',
      errors: ['WORKSPACE_FAILED', 'WORKSPACE_TAKEN'],
    },
    watch: {
      method: 'GET',
      path: '/workspace/changes',
      tag: 'Window',
      summary: "Follow what other programs do to the tabs' files",
      errors: ['WORKSPACE_TAKEN'],
      whole: 'first',
    },
    resolve: {
      method: 'POST',
      path: '/workspace/resolve',
      tag: 'Window',
      summary: 'End a conflict over a file',
      description:
        '`mine` writes the window’s text, `theirs` takes the other one; the one not kept goes to the history.',
      errors: ['WORKSPACE_FAILED', 'WORKSPACE_TAKEN'],
    },
  },
  history: {
    list: {
      method: 'GET',
      path: '/history',
      tag: 'Window',
      summary: 'List what was closed, deleted or replaced',
      errors: ['WORKSPACE_FAILED'],
    },
    read: {
      method: 'GET',
      path: '/history/{id}',
      tag: 'Window',
      summary: 'Read an item of the history',
      errors: ['HISTORY_UNKNOWN', 'WORKSPACE_FAILED'],
    },
    remove: {
      method: 'DELETE',
      path: '/history/{id}',
      tag: 'Window',
      summary: 'Remove an item of the history',
      errors: ['HISTORY_UNKNOWN', 'WORKSPACE_FAILED'],
    },
  },
  settings: {
    load: {
      method: 'GET',
      path: '/settings',
      tag: 'Window',
      summary: 'Read the settings',
      errors: ['SETTINGS_FAILED'],
    },
    save: {
      method: 'PATCH',
      path: '/settings',
      tag: 'Window',
      summary: 'Change settings',
      description: 'Only what differs between `from` and `to` is changed in the file.',
      errors: ['SETTINGS_BROKEN', 'SETTINGS_FAILED'],
    },
    saveText: {
      method: 'PUT',
      path: '/settings/text',
      tag: 'Window',
      summary: 'Write the settings file',
      errors: ['SETTINGS_BROKEN', 'SETTINGS_FAILED'],
    },
    watch: {
      method: 'GET',
      path: '/settings/changes',
      tag: 'Window',
      summary: 'Follow the settings',
      errors: ['SETTINGS_FAILED'],
      whole: 'first',
    },
  },
  templates: {
    list: {
      method: 'GET',
      path: '/templates',
      tag: 'Window',
      summary: 'List templates and snippets',
      errors: ['WORKSPACE_FAILED'],
    },
    save: {
      method: 'PUT',
      path: '/templates/{id}',
      tag: 'Window',
      summary: 'Keep a template or a snippet',
      errors: ['WORKSPACE_FAILED'],
    },
    remove: {
      method: 'DELETE',
      path: '/templates/{id}',
      tag: 'Window',
      summary: 'Remove a template or a snippet',
      errors: ['WORKSPACE_FAILED'],
    },
  },
  recents: {
    list: { method: 'GET', path: '/recents', tag: 'Window', summary: 'List what was opened lately' },
    add: { method: 'POST', path: '/recents', tag: 'Window', summary: 'Note what the window has opened' },
    open: {
      method: 'POST',
      path: '/recents/{id}/open',
      tag: 'Window',
      summary: 'Open again what was opened lately',
      errors: ['HISTORY_UNKNOWN'],
    },
    clear: { method: 'DELETE', path: '/recents', tag: 'Window', summary: 'Forget what was opened lately' },
  },
  openings: {
    // Not a GET: it takes each opening away from whoever watched before.
    watch: {
      method: 'POST',
      path: '/openings/watch',
      tag: 'Window',
      summary: 'Follow what is to be opened',
      description: 'Each opening once, to the window that watches last.',
      whole: 'first',
    },
    offer: {
      method: 'POST',
      path: '/openings',
      tag: 'Window',
      summary: 'Open something in the window',
      description: 'It is shown to the person, and never run by itself.',
    },
  },
  earlierRuns: {
    keep: {
      method: 'POST',
      path: '/earlier-runs',
      tag: 'Window',
      summary: 'Keep a run that has ended',
      errors: ['WORKSPACE_FAILED'],
    },
    list: {
      method: 'GET',
      path: '/earlier-runs',
      tag: 'Window',
      summary: 'List the earlier runs of a tab',
      errors: ['WORKSPACE_FAILED'],
    },
  },
} satisfies Routes;
