using System.Collections.Immutable;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation.Setup;

namespace QuickLook.Core.Simulation.Faults;

/// <summary>Puts ordered faults into an exposure.</summary>
internal static class FaultApplication
{
    /// <summary>Applies the faults one after the other.</summary>
    /// <param name="setup">The exposure as it should be.</param>
    /// <param name="faults">What goes wrong.</param>
    /// <returns>The exposure with the faults, or which of them is not known here.</returns>
    public static Result<ExposureSetup> Apply(ExposureSetup setup, ImmutableArray<SeededFault> faults) =>
        faults.IsDefaultOrEmpty ? setup : new Failure($"the fault {faults[0].Kind} cannot be simulated yet");
}
