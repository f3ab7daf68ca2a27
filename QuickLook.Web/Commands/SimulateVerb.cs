using System.Collections.Immutable;
using System.CommandLine;
using QuickLook.Core.Instrument;
using QuickLook.Core.Mappings;
using QuickLook.Core.Results;
using QuickLook.Core.Simulation;
using QuickLook.Core.Simulation.Faults;
using QuickLook.Core.Simulation.Nights;

namespace QuickLook.Web.Commands;

/// <summary><c>simulate</c>: writes raw exposures of a spectrograph in software, with the calibration that goes with them.</summary>
internal sealed class SimulateVerb : IVerb
{
    private const int MostWorkers = 64;
    private const string Letters = "letters";
    private static readonly Flavor[] Usual = [Flavor.Zero, Flavor.Arc, Flavor.Flat, Flavor.Science, Flavor.Dark];

    private readonly Option<string> output = new("--out")
    {
        Description = "Folder for DIR/raw, DIR/calib and DIR/mappings; made when absent",
        HelpName = "DIR",
        Required = true,
    };
    private readonly Option<InstrumentSize> size = Parsed(
        "--size",
        "full, demo (an eighth of the rows) or tiny (and 100 fibers per petal)",
        InstrumentSize.Parse,
        InstrumentSize.Demo
    );
    private readonly Option<CameraId[]> cameras = CameraList.Option(
        "--cameras",
        "Cameras such as b0,r0, or all; default: all",
        CameraId.All
    );
    private readonly Option<Flavor[]> flavors = FlavorList.Option("--flavors", "One exposure of each, in this order", Usual);
    private readonly Option<ObservingProgram> program = Parsed(
        "--program",
        "dark, gray or bright: of science exposures",
        ParseProgram,
        ObservingProgram.Dark
    );
    private readonly Option<Night> date = Parsed("--date", "The night, YYYYMMDD", Night.Parse, new Night(new DateOnly(2026, 11, 1)));
    private readonly Option<ExposureId> exposure = Parsed(
        "--exposure",
        "Number of the first exposure",
        ExposureId.Parse,
        new ExposureId(1)
    );
    private readonly Option<long> seed = new("--seed")
    {
        Description = "Everything random follows from it",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<string> amplifiers = Choice("--amplifiers", "Names: letters (A to D) or digits (1 to 4)", Letters, "digits");
    private readonly Option<string> bits = Choice("--bits", "Bits of a raw pixel", "16", "32");
    private readonly Option<SeededFault[]> faults = FaultList.Option("--fault");
    private readonly Option<int> workers = new("--workers")
    {
        Description = $"Cameras at once, 1 to {MostWorkers}; default: one per processor",
        HelpName = "N",
        DefaultValueFactory = _ => Math.Min(Environment.ProcessorCount, MostWorkers),
    };
    private readonly NightOptions night = new();
    private readonly Option<bool> json = new("--json") { Description = "Print one JSON document instead of a table" };

    public Command Describe(CommandConsole console)
    {
        workers.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MostWorkers)
            {
                result.AddError($"--workers is a number from 1 to {MostWorkers}");
            }
        });
        var command = new Command(
            "simulate",
            "Writes simulated exposures, fibermaps and calibrations. Exit code 0: all were written; 1: not; 2: usage."
        )
        {
            output,
            size,
            cameras,
            flavors,
            program,
            date,
            exposure,
            seed,
            amplifiers,
            bits,
            faults,
            workers,
            json,
        };
        night.AddTo(command);
        command.SetAction(
            (parsed, cancellationToken) =>
                night.IsAsked(parsed)
                    ? RunNightAsync(parsed, console, cancellationToken)
                    : Task.Run(() => Run(parsed, console, cancellationToken), CancellationToken.None)
        );
        return command;
    }

    private int Run(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(parsed.GetValue(output)!);
        var view = new SimulationView(console, parsed.GetValue(json));
        var ordered = parsed.GetValue(flavors)!;
        if (parsed.GetValue(exposure).Number + ordered.Length - 1 > ExposureId.MaxNumber)
        {
            console.Error.WriteLine($"quicklook: --exposure leaves no room for {ordered.Length} exposures below {ExposureId.MaxNumber}");
            return ExitCode.Usage;
        }

        var chosen = parsed.GetValue(cameras)!;
        SeededFault[] seeded = parsed.GetValue(faults) ?? [];
        if (
            ordered
                .SelectMany(flavor => seeded.Select(fault => FaultCatalog.WhyNot(fault, flavor, [.. chosen.Order()])))
                .FirstOrDefault(why => why is not null) is
            { } whyNot
        )
        {
            console.Error.WriteLine($"quicklook: --fault: {whyNot}");
            return ExitCode.Usage;
        }

        var simulator = new SpectrographSimulator(Instrument(parsed));
        var atOnce = parsed.GetValue(workers);
        var calibration = simulator.WriteCalibration(Path.Combine(root, "calib"), chosen, atOnce, cancellationToken);
        if (calibration.Failure is { } failure)
        {
            return view.ShowFailure(failure);
        }

        if (WriteMappings(console, parsed.GetValue(size)!, Path.Combine(root, "mappings")) is { } unwritten)
        {
            return view.ShowFailure(unwritten);
        }

        view.Progress($"calibration of {chosen.Length} cameras and mapping files written");
        for (var i = 0; i < ordered.Length; i++)
        {
            var order = StandardOrders.Of(
                ordered[i],
                parsed.GetValue(date),
                new ExposureId(parsed.GetValue(exposure).Number + i),
                [.. chosen],
                parsed.GetValue(seed),
                parsed.GetValue(program)
            ) with
            {
                Faults = [.. seeded],
            };
            if (!simulator.WriteExposure(Path.Combine(root, "raw"), order, atOnce, cancellationToken).TryGet(out var files, out failure))
            {
                return view.ShowFailure(failure);
            }

            view.Add(order, files);
        }

        return view.Show(root);
    }

    private async Task<int> RunNightAsync(ParseResult parsed, CommandConsole console, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(faults) is { Length: > 0 })
        {
            await console.Error.WriteLineAsync(
                "quicklook: --fault is for single exposures; what goes wrong in a night is drawn with --faults some"
            );
            return ExitCode.Usage;
        }

        var root = Path.GetFullPath(parsed.GetValue(output)!);
        var view = new SimulationView(console, parsed.GetValue(json));
        var observed = parsed.GetValue(date);
        var order = new NightOrder
        {
            Night = observed,
            FirstExposure = parsed.GetResult(exposure) is { Implicit: false }
                ? parsed.GetValue(exposure)
                : NightOrder.FirstExposureOf(observed),
            Seed = parsed.GetValue(seed),
            Cameras = [.. parsed.GetValue(cameras)!],
            Faults = night.Faults(parsed),
        };
        var instrument = Instrument(parsed);
        var atOnce = parsed.GetValue(workers);
        var calibrated = await Task.Run(
            () => KeptCalibration.Ensure(Path.Combine(root, "calib"), instrument, order.Cameras, atOnce, cancellationToken),
            cancellationToken
        );
        if (!calibrated.TryGet(out var isNew, out var failure))
        {
            return view.ShowFailure(failure);
        }

        if (WriteMappings(console, instrument.Size, Path.Combine(root, "mappings")) is { } unwritten)
        {
            return view.ShowFailure(unwritten);
        }

        if (isNew)
        {
            view.Progress($"calibration of {order.Cameras.Length} cameras written");
        }

        var player = new NightPlayer(new SpectrographSimulator(instrument), TimeProvider.System)
        {
            Workers = atOnce,
            Cadence = _ => night.Cadence(parsed),
            Written = view.Add,
        };
        var plan = night.Limit(parsed, NightPlan.Make(order));
        var played = await player.PlayAsync(Path.Combine(root, "raw"), plan, cancellationToken);
        return played.TryGet(out _, out failure) ? view.Show(root) : view.ShowFailure(failure);
    }

    private SimulatedInstrument Instrument(ParseResult parsed) =>
        new()
        {
            Size = parsed.GetValue(size)!,
            HasAmplifierLetters = parsed.GetValue(amplifiers) == Letters,
            BitsPerPixel = parsed.GetValue(bits) == "16" ? 16 : 32,
        };

    private static Failure? WriteMappings(CommandConsole console, InstrumentSize size, string target) =>
        MappingFolder
            .Find(null, console.Environment(MappingFolder.Variable), AppContext.BaseDirectory)
            .Then(shipped => SimulatedMappings.Write(shipped, size, target))
            .Failure;

    private static Result<ObservingProgram> ParseProgram(string? text)
    {
        var named = new ObservingProgram(text);
        return named.HasReferences ? named : new Failure("a program is dark, gray or bright");
    }

    private static Option<string> Choice(string name, string description, string first, string second) =>
        Parsed(
            name,
            $"{description}; default: {first}",
            text => text == first || text == second ? text : new Failure($"'{text}' is neither {first} nor {second}"),
            first
        );

    private static Option<T> Parsed<T>(string name, string description, Func<string?, Result<T>> parse, T usual) =>
        new(name)
        {
            Description = description,
            HelpName = "VALUE",
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                if (parse(result.Tokens[0].Value).TryGet(out var value, out var failure))
                {
                    return value;
                }

                result.AddError($"{name}: {failure.Reason}");
                return default;
            },
        };
}
