// One call to an emulator, from the start to the end of it.
/* global fetch */
import { startEmulator } from "cdktf-alicloud-agentrun/emulator";

const emulator = await startEmulator();
await emulator.call("CreateUser", { UserName: "alice" });
const response = await fetch(`${emulator.url}/?Action=GetUser&Version=2015-05-01&UserName=ALICE`);
const { User } = await response.json();
await emulator.close();
console.log(User.UserName);
