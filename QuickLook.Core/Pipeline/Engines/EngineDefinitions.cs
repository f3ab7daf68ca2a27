using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using QuickLook.Core.Pipeline.Engines.Commands;
using QuickLook.Core.Pipeline.Engines.Processes;
using QuickLook.Core.Results;

namespace QuickLook.Core.Pipeline.Engines;

/// <summary>Checks definitions of engines before they are put up: what can be wrong is told to the person who writes it, not to the first exposure.</summary>
public static partial class EngineDefinitions
{
    /// <summary>Most engines of a configuration.</summary>
    public const int Most = 20;

    /// <summary>Most elements of a command.</summary>
    public const int MostArguments = 100;

    /// <summary>Most variables of an environment.</summary>
    public const int MostVariables = 100;

    /// <summary>Longest element of a command, value of a variable or path, in characters.</summary>
    public const int LongestText = 4096;

    private const int LongestVersion = 40;

    /// <summary>Shortest <see cref="EngineDefinition.Silence"/>.</summary>
    public static readonly TimeSpan ShortestSilence = TimeSpan.FromSeconds(10);

    /// <summary>Longest <see cref="EngineDefinition.Silence"/>.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromHours(1);

    /// <summary>Finds everything that is wrong. Looks at the disk: programs and folders must exist on this machine.</summary>
    /// <param name="definitions">The engines of a configuration, in order.</param>
    /// <returns>A sentence for each fault, with its place such as <c>engines[2].command[0]</c>; empty when all is well.</returns>
    public static ImmutableArray<Failure> Faults(ImmutableArray<EngineDefinition> definitions)
    {
        if (definitions.IsDefaultOrEmpty)
        {
            return [new Failure("at least one engine is needed, such as native", "engines")];
        }

        if (definitions.Length > Most)
        {
            return [new Failure($"there are {definitions.Length} engines; {Most} at most", "engines")];
        }

        var faults = new Findings();
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < definitions.Length; index++)
        {
            var definition = definitions[index];
            var place = string.Create(CultureInfo.InvariantCulture, $"engines[{index}]");
            if (HasNull(definition))
            {
                faults.Add(place, "null is no value here; leave out what is not needed");
                continue;
            }

            CheckName(definition, names, place, faults);
            CheckWords(definition, place, faults);
            if (definition.Kind == EngineKind.Command)
            {
                CheckCommand(definition, place, faults);
                CheckEnvironment(definition, place, faults);
                CheckFolder(definition, place, faults);
            }
            else
            {
                CheckNothingOfCommands(definition, place, faults);
            }
        }

        return faults.All;
    }

    /// <summary>A configuration is read from JSON, which knows null whatever the types here say.</summary>
    private static bool HasNull(EngineDefinition? definition) =>
        definition is null
        || new object?[] { definition.Name, definition.Version, definition.Environment, definition.WorkingDirectory }.Contains(null)
        || definition.Environment.Values.Any(value => value is null)
        || (!definition.Command.IsDefault && definition.Command.Any(element => element is null));

    private static void CheckName(EngineDefinition definition, HashSet<string> names, string place, Findings faults)
    {
        place += ".name";
        if (!NamePattern().IsMatch(definition.Name))
        {
            faults.Add(place, "a name is 1 to 40 of a-z, 0-9, dot and dash, such as desispec-0.27");
        }
        else if (!names.Add(definition.Name))
        {
            faults.Add(place, $"another engine has the name '{definition.Name}' already");
        }
        else if (definition.Kind == EngineKind.Native && definition.Name != EngineDefinition.NativeName)
        {
            faults.Add(place, $"the engine of kind native has the name {EngineDefinition.NativeName}");
        }
        else if (definition.Kind == EngineKind.Command && definition.Name == EngineDefinition.NativeName)
        {
            faults.Add(place, $"the name {EngineDefinition.NativeName} is kept for this code");
        }
    }

    private static void CheckWords(EngineDefinition definition, string place, Findings faults)
    {
        if (!Enum.IsDefined(definition.Kind))
        {
            faults.Add($"{place}.kind", $"a kind is one of {string.Join(", ", Enum.GetValues<EngineKind>().Select(Word))}");
        }

        if (!Enum.IsDefined(definition.Contract))
        {
            faults.Add($"{place}.contract", $"a contract is one of {string.Join(", ", Enum.GetValues<EngineContract>().Select(Word))}");
        }

        if (definition.Version.Length > LongestVersion || definition.Version.Any(char.IsControl))
        {
            faults.Add($"{place}.version", $"a version has at most {LongestVersion} characters, none of them a control character");
        }

        if (definition.Silence < ShortestSilence || definition.Silence > LongestSilence)
        {
            faults.Add($"{place}.silence", "the longest silence is from 10 s to 1 h");
        }
    }

    private static void CheckNothingOfCommands(EngineDefinition definition, string place, Findings faults)
    {
        if (!definition.Command.IsDefaultOrEmpty)
        {
            faults.Add($"{place}.command", $"only an engine of kind {Word(EngineKind.Command)} has a command");
        }

        if (!definition.Environment.IsEmpty)
        {
            faults.Add($"{place}.environment", $"only an engine of kind {Word(EngineKind.Command)} has an environment");
        }

        if (definition.WorkingDirectory.Length > 0)
        {
            faults.Add($"{place}.workingDirectory", $"only an engine of kind {Word(EngineKind.Command)} has a working directory");
        }
    }

    private static void CheckCommand(EngineDefinition definition, string place, Findings faults)
    {
        place += ".command";
        if (definition.Command.IsDefaultOrEmpty)
        {
            faults.Add(place, "the command is missing: the program, then its arguments, one element each");
            return;
        }

        if (definition.Command.Length > MostArguments)
        {
            faults.Add(place, $"the command has {definition.Command.Length} elements; {MostArguments} at most");
            return;
        }

        if (ProgramFile.Find(definition.Command[0]).Failure is { } missing)
        {
            faults.Add($"{place}[0]", missing.ToString());
        }

        for (var index = 1; index < definition.Command.Length; index++)
        {
            CheckText(definition.Command[index], string.Create(CultureInfo.InvariantCulture, $"{place}[{index}]"), faults);
        }
    }

    private static void CheckEnvironment(EngineDefinition definition, string place, Findings faults)
    {
        place += ".environment";
        if (definition.Environment.Count > MostVariables)
        {
            faults.Add(place, $"there are {definition.Environment.Count} variables; {MostVariables} at most");
            return;
        }

        foreach (var (name, value) in definition.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal))
        {
            if (!VariablePattern().IsMatch(name))
            {
                faults.Add(place, $"'{Shortened(name)}' is no name of a variable: letters, digits and _, no digit first");
                continue;
            }

            CheckText(value, $"{place}.{name}", faults);
        }
    }

    private static void CheckFolder(EngineDefinition definition, string place, Findings faults)
    {
        var folder = definition.WorkingDirectory;
        if (folder.Length > 0 && (!Path.IsPathRooted(folder) || !Directory.Exists(folder)))
        {
            faults.Add($"{place}.workingDirectory", $"'{Shortened(folder)}' is not the full path of a folder that exists");
        }
    }

    private static void CheckText(string text, string place, Findings faults)
    {
        if (text.Length > LongestText || text.Any(char.IsControl))
        {
            faults.Add(place, $"a text has at most {LongestText} characters, none of them a control character");
            return;
        }

        if (!CommandText.Parse(text).TryGet(out var parsed, out var failure))
        {
            faults.Add(place, failure.Reason);
            return;
        }

        foreach (var folder in parsed.ConfigurationFolders.Where(folder => !Path.IsPathRooted(folder) || !Directory.Exists(folder)))
        {
            faults.Add(
                place,
                $"'{Shortened(folder)}' is not the full path of a folder that exists; it should have the qlconfig_*.yaml files"
            );
        }
    }

    /// <summary>A word as the configuration writes it: <c>native-process</c>.</summary>
    private static string Word<T>(T word)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());

    private static string Shortened(string text) => text.Length <= 100 ? text : text[..100] + "...";

    [GeneratedRegex(@"^[a-z0-9.\-]{1,40}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NamePattern();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,99}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VariablePattern();

    private sealed class Findings
    {
        private readonly ImmutableArray<Failure>.Builder all = ImmutableArray.CreateBuilder<Failure>();

        public ImmutableArray<Failure> All => all.ToImmutable();

        public void Add(string place, string reason) => all.Add(new Failure(reason, place));
    }
}
