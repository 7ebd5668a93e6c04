import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, useRouterState, type AnyRoute } from '@tanstack/react-router';
import { PageBody, Toaster } from '../ui/index.ts';
import { LoadingPanel, ProblemPanel } from '../ui/state-panel.tsx';
import { SignedIn } from './auth.tsx';
import type { FeatureRoute } from './feature-route.ts';
import { Frame } from './frame.tsx';
import { NotFoundPage } from './not-found.tsx';
import { routes } from './routes.tsx';

const path = (state: { readonly location: { readonly pathname: string } }): string => state.location.pathname;

const root = createRootRoute({
  component: () => <><Outlet /><Toaster /></>,
  notFoundComponent: NotFoundPage,
  errorComponent: ({ error, reset }) => <div className="body"><ProblemPanel problem={error} retry={reset} /></div>,
});

const shell = createRoute({
  getParentRoute: () => root,
  id: 'shell',
  component: function Shell() {
    const at = useRouterState({ select: path });
    return <SignedIn path={at}><Frame path={at}><Outlet /></Frame></SignedIn>;
  },
});

const bare = createRoute({
  getParentRoute: () => root,
  id: 'bare',
  component: function Bare() {
    const at = useRouterState({ select: path });
    return <SignedIn path={at}><Outlet /></SignedIn>;
  },
});

const index = createRoute({ getParentRoute: () => root, path: '/', beforeLoad: () => { throw redirect({ to: '/home' }); } });

const nowhere = createRoute({ getParentRoute: () => shell, path: '$', component: NotFoundPage });

function under(parent: AnyRoute, wanted: FeatureRoute['frame']): AnyRoute[] {
  return routes
    .filter((r) => (r.frame ?? 'shell') === wanted)
    .map((r) => createRoute({ getParentRoute: () => parent, path: r.path, component: lazyRouteComponent(r.page, 'Page') }) as AnyRoute);
}

/** All routes; search parameters stay plain text so that a copied address means the same everywhere. */
export function newRouter() {
  return createRouter({
    routeTree: root.addChildren([index, shell.addChildren([...under(shell, 'shell'), nowhere]), bare.addChildren(under(bare, 'bare')), ...under(root, 'open')]),
    parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
    stringifySearch: (search) => {
      const tail = new URLSearchParams(search as Record<string, string>).toString();
      return tail ? `?${tail}` : '';
    },
    // while a page's own file is on its way
    defaultPendingComponent: () => <PageBody><LoadingPanel /></PageBody>,
    defaultPendingMs: 150,
    defaultErrorComponent: ({ error, reset }) => <div className="body"><ProblemPanel problem={error} retry={reset} /></div>,
    scrollRestoration: false,
  });
}
