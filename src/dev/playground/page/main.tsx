/** The entry point of the page's bundle: the playground or the gallery, with the styles. */
import { createRoot } from 'react-dom/client';
import { App } from './app';
import { Gallery } from './gallery';
import '@fontsource/lato/latin-400.css';
import '@fontsource/lato/latin-700.css';
import '@fontsource/open-sans/latin-400.css';
import '@fontsource/open-sans/latin-600.css';
import 'slack-blocks-to-jsx/dist/style.css';
import './styles/page.css';
import './styles/slack.css';
import './styles/teams.css';
import './styles/drawers.css';
import './styles/gallery.css';

const root = document.getElementById('page');
if (root !== null) createRoot(root).render(location.pathname.endsWith('/gallery') ? <Gallery /> : <App />);
