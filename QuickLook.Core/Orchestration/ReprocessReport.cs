using System.Collections.Immutable;
using QuickLook.Core.Instrument;

namespace QuickLook.Core.Orchestration;

/// <summary>What became of an order to process again.</summary>
/// <param name="Queued">Processes that were queued, in order.</param>
/// <param name="Refused">Exposures that were not, each with the reason.</param>
public sealed record ReprocessReport(ImmutableArray<long> Queued, ImmutableArray<(ExposureId Exposure, string Reason)> Refused);
