/**
 * The error codes of the emulator and their HTTP status. Clients read status 404 as "the resource does not exist",
 * whatever the code, so no other error has it.
 *
 * Source: the "RAM API error messages" page (repository state 2021) and the error tables of the API pages. Codes under
 * "Inferred" are on none of these pages. They follow the pattern of similar codes.
 */
export const errorCodes = {
  // Names, texts and documents.
  MissingParameter: 400,
  "InvalidParameter.PolicyName.InvalidChars": 400,
  "InvalidParameter.PolicyName.Length": 400,
  "InvalidParameter.RoleName.InvalidChars": 400,
  "InvalidParameter.RoleName.Length": 400,
  "InvalidParameter.UserName.InvalidChars": 400,
  "InvalidParameter.UserName.Length": 400,
  "InvalidParameter.GroupName.InvalidChars": 400,
  "InvalidParameter.GroupName.Length": 400,
  "InvalidParameter.Description.Length": 400,
  "InvalidParameter.Comments.Length": 400,
  "InvalidParameter.DisplayName.Length": 400,
  "InvalidParameter.PolicyDocument.Length": 400,
  "InvalidParameter.PolicyType": 400,
  "InvalidParameter.CustomSuffix.NotAllowed": 400,
  MalformedPolicyDocument: 400,

  // STS.
  "InvalidParameter.PolicyGrammar": 400,
  "InvalidParameter.PolicySize": 400,
  "InvalidParameter.RoleArn": 400,
  "InvalidParameter.RoleSessionName": 400,
  "InvalidParameter.DurationSeconds": 400,

  // Not found.
  "EntityNotExist.Policy": 404,
  "EntityNotExist.Policy.Version": 404,
  "EntityNotExist.Role": 404,
  "EntityNotExist.Role.Policy": 404,
  "EntityNotExist.ServiceLinkedRole": 404,
  "EntityNotExist.User": 404,
  "EntityNotExist.User.Policy": 404,
  "EntityNotExist.User.Group": 404,
  "EntityNotExist.User.AccessKey": 404,
  "EntityNotExist.User.LoginProfile": 404,
  "EntityNotExist.User.MFADevice": 404,
  "EntityNotExist.Group": 404,
  "EntityNotExist.Group.Policy": 404,
  "EntityNotExists.ResourceGroup": 404,
  "EntityNotExists.ControlPolicy": 404,
  "EntityNotExists.ControlPolicyAttachment": 404,
  "EntityNotExists.Target": 404,

  // Already exists.
  "EntityAlreadyExists.Policy": 409,
  "EntityAlreadyExists.Role": 409,
  "EntityAlreadyExists.Role.Policy": 409,
  "EntityAlreadyExists.User": 409,
  "EntityAlreadyExists.User.Policy": 409,
  "EntityAlreadyExists.User.Group": 409,
  "EntityAlreadyExists.Group": 409,
  "EntityAlreadyExists.Group.Policy": 409,
  "EntityAlreadyExists.ResourceGroup": 409,
  "EntityAlreadyExists.ControlPolicy": 409,
  "EntityAlreadyExists.ControlPolicyAttachment": 409,

  // In use.
  "DeleteConflict.Policy.User": 409,
  "DeleteConflict.Policy.Group": 409,
  "DeleteConflict.Policy.Version": 409,
  "DeleteConflict.Policy.Version.Default": 409,
  "DeleteConflict.Role.Policy": 409,
  "DeleteConflict.User.Policy": 409,
  "DeleteConflict.User.Group": 409,
  "DeleteConflict.User.AccessKey": 409,
  "DeleteConflict.Group.User": 409,
  "DeleteConflict.Group.Policy": 409,
  "DeleteConflict.ControlPolicy.Attachment": 409,
  "DeleteConflict.ResourceGroup.Policy": 409,

  // Quotas.
  "LimitExceeded.Policy": 409,
  "LimitExceeded.Policy.Version": 409,
  "LimitExceeded.Role": 409,
  "LimitExceeded.Role.Policy": 409,
  "LimitExceeded.User": 409,
  "LimitExceeded.User.Policy": 409,
  "LimitExceeded.User.Group": 409,
  "LimitExceeded.User.AccessKey": 409,
  "LimitExceeded.Group": 409,
  "LimitExceeded.Group.Policy": 409,

  // Authentication, authorization and throttling.
  NoPermission: 403,
  MissingAccessKeyId: 400,
  "InvalidAccessKeyId.NotFound": 403, // inferred; with 404, a destroy with a mistyped key would remove all resources from the Terraform state
  "InvalidAccessKeyId.Inactive": 403,
  "InvalidSecurityToken.Expired": 400,
  "InvalidSecurityToken.MismatchWithAccessKey": 400,
  "Throttling.User": 400,

  // Inferred.
  "InvalidParameter.ControlPolicyName": 400,
  "InvalidParameter.DisplayName": 400,
  "InvalidParameter.EffectScope": 400,
  "InvalidParameter.EncodedDiagnosticMessage": 400,
  "InvalidParameter.Marker": 400,
  "InvalidParameter.MaxItems": 400,
  "InvalidParameter.MaxSessionDuration": 400,
  "InvalidParameter.PrincipalName": 400,
  "InvalidParameter.PrincipalType": 400,
  "InvalidParameter.ResourceGroupName": 400,
  "InvalidParameter.ResourceType": 400,
  "InvalidParameter.RotateStrategy": 400,
  "InvalidParameter.ServiceName": 400,
  "InvalidParameter.SetAsDefault": 400,
  "InvalidParameter.Status": 400,
  "InvalidParameter.CascadingDelete": 400,
  "InvalidParameter.ResourceNames": 400,
  "InvalidParameter.Tag": 400,
  "InvalidSecurityToken.RoleDeleted": 400, // not 404: the resource of the call may exist
  "NotSupported.DefaultResourceGroup": 409,
  "NotSupported.ServiceLinkedRole": 409,
  "NotSupported.SystemControlPolicy": 409,

  // Malformed requests and internal errors. These codes are the emulator's own.
  InvalidAction: 400,
  InvalidVersion: 400,
  ForeignHost: 403,
  ForeignOrigin: 403,
  InvalidPath: 400,
  MalformedRequest: 400,
  UnsupportedContentType: 415,
  UnsupportedMethod: 405,
  RequestTooLarge: 413,
  TooManyParameters: 400,
  ParameterTooLong: 400,
  InternalError: 500,
} as const satisfies Readonly<Record<string, number>>;

/** An error code that the emulator answers with. */
export type ErrorCode = keyof typeof errorCodes;
