using TaskTracker.Emulation.Pipeline;
using TaskTracker.Emulation.Protocols;

namespace TaskTracker.Emulation.Services.S3.Website;

/// <summary>Whether somebody without a signature may do something, which only a bucket's policy can allow.</summary>
internal delegate Admission AdmitStranger(Service service, in Permission wanted, AwsRequest request);
