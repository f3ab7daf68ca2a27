using System.Collections.Immutable;
using QuickLook.Core.Instrument;
using QuickLook.Core.Storage.Schema;

namespace QuickLook.Core.Viewing;

/// <summary>A camera in an earlier exposure of the same flavor and program.</summary>
/// <param name="ProcessId">The process that is the exposure's answer.</param>
/// <param name="Exposure">The exposure.</param>
/// <param name="ObservedAt">Start of the exposure, UTC; null when its header does not say.</param>
/// <param name="Tests">Its verdicts with their values.</param>
public sealed record PastRun(long ProcessId, ExposureId Exposure, DateTimeOffset? ObservedAt, ImmutableArray<TestRecord> Tests);
