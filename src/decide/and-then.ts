/** Goes on with what is here already, or is promised; makes no promise where none was made. */
export const andThen = <Here, There>(
  value: Here | Promise<Here>,
  next: (value: Here) => There | Promise<There>,
): There | Promise<There> => (value instanceof Promise ? value.then(next) : next(value));
