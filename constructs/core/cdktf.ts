/**
 * The only file that imports `cdktf`. Everything else imports from here, so that the archived package can be
 * replaced by its successor (`npm:cdktn`) through an alias, and so that a test can prove it.
 */
export {
  App as TerraformApp,
  Aspects,
  AssetType,
  DataResource,
  DefaultTokenResolver,
  Fn,
  Lazy,
  Op,
  StringConcat,
  TerraformAsset,
  TerraformBackend,
  TerraformElement,
  TerraformOutput,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
  Tokenization,
} from 'cdktf';
export type { AppConfig as TerraformAppConfig, IAspect, TerraformRemoteState, TerraformDataSource } from 'cdktf';
