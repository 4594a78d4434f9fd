namespace Pmo.Matching.Tests.Faults;

/// <summary>What the server is to do when one of the writes under test commits.</summary>
internal static class AtCommit
{
    // Of each write something that it changes, and nothing else that runs beside it does.
    private static readonly string[] Changes =
        ["UPDATE ON upload_parts", "UPDATE ON uploads", "INSERT ON check_parts", "UPDATE ON checks", "UPDATE ON subjects", "INSERT ON asked"];

    /// <summary>The statements that set it up.</summary>
    /// <param name="body">PL/pgSQL, statements.</param>
    public static string Run(string body) =>
        $"""
        CREATE FUNCTION at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {body} RETURN NULL; END $$;
        {string.Join('\n', Changes.Select(change =>
            $"CREATE CONSTRAINT TRIGGER at_commit AFTER {change} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION at_commit();"))}
        """;
}
