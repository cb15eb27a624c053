import { DatahallApp } from 'datahall';
import { reference } from './program';

const app = new DatahallApp();
reference(app);
app.synth();
