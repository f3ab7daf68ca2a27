using System.Collections.Immutable;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>What may stand in braces in the command of an engine.</summary>
internal static class Placeholders
{
    /// <summary>Configuration file of the flavor in a folder: <c>{config:FOLDER}</c>.</summary>
    public const string Configuration = "config";

    /// <summary>The night, YYYYMMDD.</summary>
    public const string Night = "night";

    /// <summary>The camera: <c>b0</c>.</summary>
    public const string Camera = "camera";

    /// <summary>The exposure as a plain number.</summary>
    public const string Exposure = "expid";

    /// <summary>The exposure with eight digits.</summary>
    public const string Exposure8 = "expid8";

    /// <summary>The flavor as headers write it: <c>zero</c>.</summary>
    public const string Flavor = "flavor";

    /// <summary>Raw-data root that is set up for the run.</summary>
    public const string RawRoot = "rawdata";

    /// <summary>Production root of the run.</summary>
    public const string ProductionRoot = "specprod";

    /// <summary>The raw exposure where it really is.</summary>
    public const string RawFile = "raw";

    /// <summary>The fibermap where it really is; nothing when there is none.</summary>
    public const string FibermapFile = "fibermap";

    /// <summary>Calibration root.</summary>
    public const string CalibrationRoot = "calib";

    /// <summary>All that are a plain name.</summary>
    public static ImmutableArray<string> Plain { get; } =
    [Night, Camera, Exposure, Exposure8, Flavor, RawRoot, ProductionRoot, RawFile, FibermapFile, CalibrationRoot];
}
