/** Gives the procedures their routes; one without a route, or a route without a procedure, does not compile. */
import type { Route } from '@orpc/contract';
import { z } from 'zod';
import type { ProcedureRoute } from './procedure-route';

interface Routable {
  '~orpc': { outputSchema?: unknown };
  route(route: Route): unknown;
}

type Procedures = Record<string, Record<string, Routable>>;
type RoutesOf<P extends Procedures> = { readonly [Room in keyof P]: Record<keyof P[Room], ProcedureRoute> };

export function addRoutes<P extends Procedures>(procedures: P, routes: RoutesOf<P>): P {
  const rooms = Object.entries(procedures).map(([room, ofRoom]) => {
    const routed = Object.entries(ofRoom).map(([name, procedure]) => {
      const route: ProcedureRoute | undefined = routes[room]?.[name];
      return [name, route ? procedure.route(toRoute(route, procedure)) : procedure];
    });
    return [room, Object.fromEntries(routed)];
  });
  return Object.fromEntries(rooms) as P;
}

function toRoute({ method, path, tag, summary, description }: ProcedureRoute, procedure: Routable): Route {
  const successStatus = procedure['~orpc'].outputSchema instanceof z.ZodVoid ? 204 : 200;
  return { method, path, tags: [tag], summary, successStatus, ...(description === undefined ? {} : { description }) };
}
