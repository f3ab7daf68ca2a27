using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Storage.Writing;

/// <summary>The merged document of a run that ended, and the values taken out of it.</summary>
/// <param name="ProcessId">The process.</param>
/// <param name="Camera">The camera.</param>
/// <param name="Attempt">The attempt that wrote it.</param>
/// <param name="Body">Gzip of the document as written.</param>
/// <param name="PlainBytes">Bytes before compression.</param>
/// <param name="Path">The file, relative to the output root.</param>
/// <param name="Mjd">Modified Julian Date of the exposure's start; null when unknown, then no trend values are kept.</param>
/// <param name="Trends">Values by metric key.</param>
public sealed record DocumentChange(
    long ProcessId,
    CameraId Camera,
    int Attempt,
    byte[] Body,
    int PlainBytes,
    string Path,
    double? Mjd,
    ImmutableDictionary<string, ImmutableArray<double?>> Trends
);
