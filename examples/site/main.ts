import { DatahallApp } from 'datahall';
import { network } from './program';

const app = new DatahallApp();
network(app);
app.synth();
