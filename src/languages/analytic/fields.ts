import { differsByOne } from './near.ts';

/*
 * What the fields of an analytic are called in Sigma. CAR's pseudo-code takes its names from CAR's data
 * model (https://car.mitre.org/data_model/), searches theirs from Splunk's add-ons and its Common
 * Information Model; a name that is in neither stays as it is.
 */

/**
 * A field by Sigma's name. A `name` is the last part of a path that the field holds, an `entry` that of a
 * key of the registry, an `extension` what stands behind the last dot.
 */
export interface FieldName {
  readonly field: string;
  readonly holds: 'path' | 'name' | 'extension' | 'command' | 'key' | 'entry' | 'other';
}

const path = (field: string): FieldName => ({ field, holds: 'path' });
const name = (field: string): FieldName => ({ field, holds: 'name' });
const command = (field: string): FieldName => ({ field, holds: 'command' });
const key = (field: string): FieldName => ({ field, holds: 'key' });
const entry = (field: string): FieldName => ({ field, holds: 'entry' });
const other = (field: string): FieldName => ({ field, holds: 'other' });

/** By name in small letters. */
const known: Readonly<Record<string, FieldName>> = {
  // which event it is
  eventcode: other('EventID'),
  event_code: other('EventID'),
  event_id: other('EventID'),
  eventid: other('EventID'),
  log_name: other('Channel'),
  logname: other('Channel'),
  channel: other('Channel'),
  provider_name: other('Provider_Name'),
  // processes
  image: path('Image'),
  image_path: path('Image'),
  process_path: path('Image'),
  processfilepath: path('Image'),
  exe: name('Image'),
  process_name: name('Image'),
  proc_name: name('Image'),
  originalfilename: other('OriginalFileName'),
  original_file_name: other('OriginalFileName'),
  parentimage: path('ParentImage'),
  parent_image: path('ParentImage'),
  parent_image_path: path('ParentImage'),
  parent_process_path: path('ParentImage'),
  processparentfilepath: path('ParentImage'),
  parent_exe: name('ParentImage'),
  parent_process_name: name('ParentImage'),
  parent_process: name('ParentImage'),
  commandline: command('CommandLine'),
  command_line: command('CommandLine'),
  processcommandline: command('CommandLine'),
  process_command_line: command('CommandLine'),
  parentcommandline: command('ParentCommandLine'),
  parent_command_line: command('ParentCommandLine'),
  processparentcommandline: command('ParentCommandLine'),
  current_working_directory: path('CurrentDirectory'),
  currentdirectory: path('CurrentDirectory'),
  integrity_level: other('IntegrityLevel'),
  integritylevel: other('IntegrityLevel'),
  pid: other('ProcessId'),
  processid: other('ProcessId'),
  ppid: other('ParentProcessId'),
  processguid: other('ProcessGuid'),
  processparentguid: other('ParentProcessGuid'),
  target_process: path('TargetImage'),
  targetimage: path('TargetImage'),
  target_image: path('TargetImage'),
  source_process: path('SourceImage'),
  sourceimage: path('SourceImage'),
  source_image: path('SourceImage'),
  granted_access: other('GrantedAccess'),
  grantedaccess: other('GrantedAccess'),
  call_trace: other('CallTrace'),
  newprocessname: path('Image'),
  new_process_name: path('Image'),
  // who and where
  user: other('User'),
  hostname: other('Computer'),
  computername: other('Computer'),
  computer: other('Computer'),
  // files, modules, keys
  file_path: path('TargetFilename'),
  filepath: path('TargetFilename'),
  targetfilename: path('TargetFilename'),
  target_filename: path('TargetFilename'),
  file_name: name('TargetFilename'),
  module_path: path('ImageLoaded'),
  modulepath: path('ImageLoaded'),
  module_name: name('ImageLoaded'),
  imageloaded: path('ImageLoaded'),
  signer: other('Signature'),
  file_description: other('Description'),
  filedescription: other('Description'),
  targetobject: key('TargetObject'),
  target_object: key('TargetObject'),
  registrykeypath: key('TargetObject'),
  registry_path: key('TargetObject'),
  registry_key_path: key('TargetObject'),
  details: other('Details'),
  registrykeyvaluedata: other('Details'),
  registry_value_data: other('Details'),
  scriptblocktext: command('ScriptBlockText'),
  script_block_text: command('ScriptBlockText'),
  // networks
  src_ip: other('SourceIp'),
  sourceip: other('SourceIp'),
  src_port: other('SourcePort'),
  sourceport: other('SourcePort'),
  dest_ip: other('DestinationIp'),
  dst_ip: other('DestinationIp'),
  destinationip: other('DestinationIp'),
  dest_port: other('DestinationPort'),
  dst_port: other('DestinationPort'),
  destinationport: other('DestinationPort'),
  dest_host: other('DestinationHostname'),
  destinationhostname: other('DestinationHostname'),
  // logons, tasks, services
  logon_type: other('LogonType'),
  logontype: other('LogonType'),
  target_user_name: other('TargetUserName'),
  targetusername: other('TargetUserName'),
  authentication_package_name: other('AuthenticationPackageName'),
  object_type: other('ObjectType'),
  objecttype: other('ObjectType'),
  object_name: path('ObjectName'),
  subject_security_id: other('SubjectUserSid'),
  security_id: other('SubjectUserSid'),
  task_content: command('TaskContent'),
  taskcontent: command('TaskContent'),
  jobcontent: command('TaskContent'),
  imagepath: path('ImagePath'),
  servicefilepath: path('ImagePath'),
  service_file_name: path('ImagePath'),
};

/** Names of CAR's data model that mean something else in a search. */
const ofCar: Readonly<Record<string, FieldName>> = {
  key: key('TargetObject'),
  value: entry('TargetObject'),
  extension: { field: 'TargetFilename', holds: 'extension' },
  value_data: other('Details'),
  process: command('CommandLine'),
};

/** Names that mean another field of some of CAR's objects: the path of a service is its program's. */
const ofObject: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  service: { image_path: 'ImagePath' },
  driver: { image_path: 'ImageLoaded' },
};

export const namesOf = (object: string): Readonly<Record<string, string>> =>
  Object.hasOwn(ofObject, object) ? ofObject[object]! : {};

/** The models of Splunk's data model, whose fields are called `Processes.process_name`. */
const ofDataModel: Readonly<Record<string, FieldName>> = {
  'processes.process': command('CommandLine'),
  'processes.parent_process': command('ParentCommandLine'),
  'processes.process_path': path('Image'),
  'processes.dest': other('Computer'),
  'filesystem.dest': other('Computer'),
  'registry.registry_value_name': entry('TargetObject'),
};

/** The field that an analytic's word means. */
export function fieldOf(written: string, isCar: boolean): FieldName {
  const lower = written.toLowerCase();
  const model = /^(?:processes|filesystem|registry|ports|all_traffic)\.(\w+)$/.exec(lower);
  const found =
    (isCar ? own(ofCar, lower) : undefined) ??
    own(ofDataModel, lower) ??
    own(known, model ? model[1]! : lower);
  return found ?? { field: written, holds: 'other' };
}

/** The name that was meant by one that is unknown to CAR's data model: all but a letter of it, and no other's. */
export function nearestField(written: string): string | null {
  const lower = written.toLowerCase();
  if (lower.length < 8 || own(ofCar, lower) || own(known, lower)) return null;
  const near = [...Object.keys(known), ...Object.keys(ofCar)].filter((name) =>
    differsByOne(name, lower),
  );
  const meant = new Set(near.map((name) => fieldOf(name, true).field));
  return meant.size === 1 ? near[0]! : null;
}

/** A name that no event holds by that name, because it is one of ours. */
export const isKnownField = (written: string): boolean =>
  own(known, written.toLowerCase()) !== undefined;

const own = (table: Readonly<Record<string, FieldName>>, word: string): FieldName | undefined =>
  Object.hasOwn(table, word) ? table[word] : undefined;
