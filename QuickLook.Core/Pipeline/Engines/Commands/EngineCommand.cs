using System.Collections.Immutable;
using System.Globalization;
using QuickLook.Core.Instrument;
using QuickLook.Core.Pipeline.Engines.Processes;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines.Commands;

/// <summary>Makes of a definition and a run the program that is started, with its arguments and its environment.</summary>
internal sealed class EngineCommand
{
    private static readonly string[] OneThread =
    [
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "NUMBA_NUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    ];

    private readonly EngineDefinition definition;
    private readonly CameraRunRequest request;
    private readonly RunStage stage;

    public EngineCommand(EngineDefinition definition, CameraRunRequest request, RunStage stage)
    {
        this.definition = definition;
        this.request = request;
        this.stage = stage;
    }

    /// <summary>Makes it.</summary>
    /// <returns>What to start, or what is wrong with the definition.</returns>
    public Result<ProgramStart> Make()
    {
        if (definition.Command.IsDefaultOrEmpty)
        {
            return new Failure($"the engine {definition.Name} has no command; correct its definition");
        }

        if (!ProgramFile.Find(definition.Command[0]).TryGet(out var program, out var failure))
        {
            return failure;
        }

        var arguments = ImmutableArray.CreateBuilder<string>();
        foreach (var argument in definition.Command.Skip(1))
        {
            if (!Expand(argument).TryGet(out var expanded, out failure))
            {
                return failure;
            }

            arguments.Add(expanded);
        }

        var environment = ServiceEnvironment.Public.SetItems(OfTheContract());
        foreach (var (name, value) in definition.Environment)
        {
            if (!Expand(value).TryGet(out var expanded, out failure))
            {
                return failure.In(name);
            }

            environment = environment.SetItem(name, expanded);
        }

        return new ProgramStart
        {
            Program = program,
            Arguments = arguments.ToImmutable(),
            Environment = environment.SetItem(EngineMark.Variable, stage.Folder),
            WorkingDirectory = definition.WorkingDirectory.Length > 0 ? definition.WorkingDirectory : stage.Folder,
        };
    }

    /// <summary>Variables that the programs need whatever their options say (pipeline.md 1.1), one thread each, and lines as they are printed.</summary>
    private Dictionary<string, string> OfTheContract()
    {
        var variables = OneThread.ToDictionary(name => name, _ => "1", StringComparer.Ordinal);
        variables["QL_SPEC_DATA"] = stage.RawRoot;
        variables["QL_SPEC_REDUX"] = request.OutputRoot;
        variables[CalibrationVariable] = request.CalibrationRoot;
        variables["PYTHONUNBUFFERED"] = "1";
        variables["PYTHONIOENCODING"] = "utf-8:replace";
        variables["MPLBACKEND"] = "Agg";
        variables["TZ"] = "UTC";
        return variables;
    }

    private string CalibrationVariable =>
        definition.Contract == EngineContract.Desispec027 ? "DESI_CCD_CALIBRATION_DATA" : "DESI_SPECTRO_CALIB";

    private Result<string> Expand(string text) => CommandText.Parse(text).Then(parsed => parsed.Expand(ValueOf));

    private Result<string> ValueOf(string placeholder, string detail) =>
        placeholder switch
        {
            Placeholders.Configuration => ConfigurationFile(detail),
            Placeholders.Night => request.Night.ToString(),
            Placeholders.Camera => request.Camera.ToString(),
            Placeholders.Exposure => request.Exposure.Number.ToString(CultureInfo.InvariantCulture),
            Placeholders.Exposure8 => request.Exposure.ToString(),
            Placeholders.Flavor => request.Flavor.Name(),
            Placeholders.RawRoot => stage.RawRoot,
            Placeholders.ProductionRoot => request.OutputRoot,
            Placeholders.RawFile => request.RawFile,
            Placeholders.FibermapFile => request.FibermapFile ?? string.Empty,
            Placeholders.CalibrationRoot => request.CalibrationRoot,
            _ => new Failure($"{{{placeholder}}} is no placeholder"),
        };

    private Result<string> ConfigurationFile(string folder)
    {
        var flavor = request.Flavor switch
        {
            Flavor.Zero => "bias",
            Flavor.Dark => "darkcurrent",
            var other => other.Name(),
        };
        var path = Path.Combine(folder, $"qlconfig_{flavor}.yaml");
        return File.Exists(path)
            ? path
            : new Failure(
                $"there is no configuration for {request.Flavor.Name()}; put it there or choose another engine for this flavor",
                path
            );
    }
}
