using System.Globalization;
using System.Text.Json.Nodes;
using QuickLook.Core.Instrument;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;

namespace QuickLook.Web.Commands;

/// <summary>Prints what was simulated, as table or as JSON.</summary>
internal sealed class SimulationView
{
    private readonly CommandConsole console;
    private readonly bool asJson;
    private readonly List<(ExposureOrder Order, SimulatedExposureFiles Files)> written = [];

    public SimulationView(CommandConsole console, bool asJson)
    {
        this.console = console;
        this.asJson = asJson;
    }

    /// <summary>Says how far it is.</summary>
    public void Progress(string text) => console.Error.WriteLine(text);

    /// <summary>Takes note of an exposure.</summary>
    public void Add(ExposureOrder order, SimulatedExposureFiles files)
    {
        written.Add((order, files));
        Progress(
            $"exposure {order.Exposure} {order.Flavor.Name()}, {order.Cameras.Length} cameras, {Megabytes(files.RawBytes)} MB written"
        );
    }

    /// <summary>Prints all exposures and returns the exit code that fits.</summary>
    /// <param name="root">The folder that holds raw, calib and mappings.</param>
    public int Show(string root)
    {
        if (asJson)
        {
            JsonOutput.Write(console.Out, ToJson(root));
            return ExitCode.Success;
        }

        console.Out.WriteLine($"{"exposure", -8} {"flavor", -8} {"program", -8} {"seconds", 7} {"cameras", 7} {"MB", 8}  raw file");
        foreach (var (order, files) in written)
        {
            var seconds = order.ExposureSeconds.ToString("F0", CultureInfo.InvariantCulture);
            console.Out.WriteLine(
                $"{order.Exposure, -8} {order.Flavor.Name(), -8} {order.Program, -8} {seconds, 7} {order.Cameras.Length, 7} {Megabytes(files.RawBytes), 8}  {files.RawFile}"
            );
        }

        console.Out.WriteLine($"calibration: {Path.Combine(root, "calib")}");
        console.Out.WriteLine($"mappings: {Path.Combine(root, "mappings")}");
        return ExitCode.Success;
    }

    /// <summary>Prints why it went no further.</summary>
    public int ShowFailure(Failure failure)
    {
        console.Error.WriteLine($"quicklook: {failure}");
        if (asJson)
        {
            JsonOutput.Write(console.Out, JsonOutput.Of(failure));
        }

        return ExitCode.Failed;
    }

    private JsonObject ToJson(string root) =>
        new()
        {
            ["raw"] = Path.Combine(root, "raw"),
            ["calib"] = Path.Combine(root, "calib"),
            ["mappings"] = Path.Combine(root, "mappings"),
            ["exposures"] = new JsonArray([
                .. written.Select(one =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["exposure"] = one.Order.Exposure.Number,
                            ["night"] = one.Order.Night.ToString(),
                            ["flavor"] = one.Order.Flavor.Name(),
                            ["program"] = one.Order.Program.ToString(),
                            ["exposure_seconds"] = one.Order.ExposureSeconds,
                            ["cameras"] = new JsonArray([.. one.Order.Cameras.Select(camera => (JsonNode)camera.ToString())]),
                            ["raw_file"] = one.Files.RawFile,
                            ["fibermap_file"] = one.Files.FibermapFile,
                            ["truth_file"] = one.Files.TruthFile,
                            ["raw_bytes"] = one.Files.RawBytes,
                        }
                ),
            ]),
        };

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F1", CultureInfo.InvariantCulture);
}
