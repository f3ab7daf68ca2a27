using System.Collections.Immutable;
using QuickLook.Core.Results;

namespace QuickLook.Core.Orchestration.Import;

/// <summary>What an import did, or would do.</summary>
public sealed record ImportReport
{
    /// <summary>Most problems that are named; the others are only counted.</summary>
    public const int MostNamed = 200;

    /// <summary>Exposures that were not known from this site.</summary>
    public int Added { get; init; }

    /// <summary>Exposures whose documents had changed since: another process each, beside the earlier one.</summary>
    public int Changed { get; init; }

    /// <summary>Exposures that were imported before just as they are.</summary>
    public int Unchanged { get; init; }

    /// <summary>Camera runs that were written.</summary>
    public int CameraRuns { get; init; }

    /// <summary>Files and folders that were passed over.</summary>
    public int Passed { get; init; }

    /// <summary>The first of them, each with its reason and place.</summary>
    public ImmutableArray<Failure> Problems { get; init; } = [];

    /// <summary>The same with another problem.</summary>
    /// <param name="problem">What is passed over.</param>
    public ImportReport With(Failure problem) =>
        this with
        {
            Passed = Passed + 1,
            Problems = Problems.Length < MostNamed ? Problems.Add(problem) : Problems,
        };
}
