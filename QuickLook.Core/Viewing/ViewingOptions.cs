namespace QuickLook.Core.Viewing;

/// <summary>Where results are, and how much of them is kept in memory.</summary>
public sealed class ViewingOptions
{
    /// <summary>Production root, in which the products of processes are; required, a full path.</summary>
    public string OutputRoot { get; set; } = string.Empty;

    /// <summary>Root of the calibration tree, from which images are preprocessed again; required, a full path.</summary>
    public string CalibrationRoot { get; set; } = string.Empty;

    /// <summary>Memory for merged documents that were read lately, bytes. Default 192 MiB, 16 MiB to 4 GiB.</summary>
    public long DocumentMemory { get; set; } = 192L << 20;

    /// <summary>True when exposures are compared with simulated ones too: a demonstration, whose past was made up. Default false.</summary>
    public bool ComparesWithSimulated { get; set; }

    /// <summary>What is wrong with the options, one sentence each; empty when nothing is.</summary>
    public IEnumerable<string> Faults()
    {
        if (!Path.IsPathFullyQualified(OutputRoot))
        {
            yield return "Viewing: OutputRoot must be a full path";
        }

        if (!Path.IsPathFullyQualified(CalibrationRoot))
        {
            yield return "Viewing: CalibrationRoot must be a full path";
        }

        if (DocumentMemory is < 16L << 20 or > 4L << 30)
        {
            yield return "Viewing: DocumentMemory must be 16 MiB to 4 GiB";
        }
    }
}
