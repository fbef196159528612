/** The fields of events that are read and written, in the order in which files of ours have them. The kernel knows them by their places here. */
export const EVENT_FIELDS = [
  'type',
  'verb',
  'key',
  'event_time',
  'customer_id',
  'total_amount',
  'last_name',
  'adr_city',
  'adr_state',
  'camera_make',
  'camera_model',
] as const
export type EventField = (typeof EVENT_FIELDS)[number]
