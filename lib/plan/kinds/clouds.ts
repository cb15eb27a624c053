import { AWS } from './aws-types';
import { AZURE } from './azure-types';
import type { CloudTypes } from './cloud-types';
import { GOOGLE } from './google-types';

/** The providers whose types a review knows. */
export const CLOUDS: readonly CloudTypes[] = [AWS, GOOGLE, AZURE];
