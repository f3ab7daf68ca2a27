namespace QuickLook.Core.QualityTests.Document;

/// <summary>Keys of the merged document that more than one type needs (pipeline.md 5.3).</summary>
internal static class MergedQaKeys
{
    public const string Night = "NIGHT";
    public const string Exposure = "EXPID";
    public const string Camera = "CAMERA";
    public const string Flavor = "FLAVOR";
    public const string GeneralInfo = "GENERAL_INFO";
    public const string Tasks = "TASKS";
    public const string Metrics = "METRICS";
    public const string Parameters = "PARAMS";
    public const string Program = "PROGRAM";
    public const string Origin = "QuickLook";
    public const string OriginEngine = "engine";
    public const string OriginVersion = "version";
    public const string OriginMappingHash = "mapping_hash";
    public const string OriginStatusRule = "status_rule";
    public const string OriginProfile = "profile";
    public const string BrokenFibers = "KNOWN_BROKEN_FIBERS";
    public const string BrokenAmplifiers = "KNOWN_BROKEN_AMPLIFIERS";
    public const string FibersOf = "FIBERS_OF";
    public const string HeaderVersion = "FITS_DESISPEC_VERSION";
    public const string ProcessingVersion = "PROC_DESISPEC_VERSION";
    public const string EngineVersion = "PROC_QuickLook_VERSION";
    public const string NormalRange = "_NORMAL_RANGE";
    public const string WarningRange = "_WARN_RANGE";
    public const string Reference = "_REF";
}
