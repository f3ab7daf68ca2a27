using QuickLook.Core.Instrument;
using QuickLook.Core.Simulation;

namespace QuickLook.Tests.Core.Pipeline.FaultDetection;

/// <summary>Which tests notice a fault of the usual amount.</summary>
/// <param name="Kind">The fault.</param>
/// <param name="Flavor">Flavor of the exposure; of science, the dark program.</param>
/// <param name="Always">Metrics, with blanks between them, that raise a warning or an alarm whatever the seed; empty when the fault goes unnoticed.</param>
/// <param name="Perhaps">Metrics that may do so.</param>
public sealed record NoticedFault(FaultKind Kind, Flavor Flavor, string Always, string Perhaps = "");
