"""Names to write training texts with: composed for this purpose, of the kinds that foreign news holds."""

# ruff: noqa: E501
from __future__ import annotations


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", ",").split(",") if part.strip()]


#: culture -> given names; family names
PEOPLE: dict[str, tuple[list[str], list[str]]] = {
    "ru": (
        _split("""Igor, Sergei, Sergey, Vladimir, Dmitry, Alexei, Andrei, Nikolai, Mikhail, Boris, Pavel, Oleg, Yuri,
        Viktor, Anatoly, Konstantin, Maxim, Valery, Maria, Anna, Olga, Natalia, Svetlana, Tatyana, Elena, Ekaterina,
        Alla, Galina, Irina, Ludmila, Gennady, Vyacheslav, Grigory, Artyom, Roman, Leonid, Stanislav, Ruslan"""),
        _split("""Lavrenko, Peskovsky, Zakharin, Morgulin, Rudenkov, Galuzo, Nozdrin, Trutnin, Limarev, Sabirov, Volkov,
        Sokolov, Kuznetsov, Popov, Lebedev, Kozlov, Novikov, Morozov, Pavlov, Golubev, Vinogradov, Bogdanov, Orlov,
        Kiselyov, Makarov, Zaitsev, Belov, Tarasov, Zhukov, Komarov, Shcherbakov, Yakovlev, Chernyshev, Grushko,
        Vershinin, Ryabtsev, Medvedkin, Slutsky, Klimov, Kosachenko, Matvienkova, Sidorova, Ivanova, Petrova, Smirnova,
        Fyodorova, Mikhailova, Egorova, Stepanova, Kuzmina, Zueva, Polyakova, Shishkin, Gusev, Tikhonov, Denisov"""),
    ),
    "jp": (
        _split("""Haruto, Shunsuke, Yoshimasa, Toshimitsu, Takeshi, Kenji, Hiroshi, Taro, Shinzo, Fumio, Yoko, Sanae,
        Akira, Makoto, Nobuo, Kazuo, Masahiro, Naoki, Yuki, Keiko, Midori, Junichiro, Seiji, Minoru, Ichiro, Koichi,
        Hirokazu, Yasuhiro, Tomoko, Takako, Ryota, Daisuke, Satoshi, Tetsuro, Yoshihide, Katsunobu, Noriko, Emi"""),
        _split("""Mori, Tanabe, Hara, Hayashida, Motegawa, Kamikura, Iwamoto, Matsuno, Sato, Suzuki, Takahashi, Tanaka,
        Watanabe, Ito, Yamamoto, Nakamura, Kobayashi, Kato, Yoshida, Yamada, Sasaki, Yamaguchi, Matsumoto, Inoue,
        Kimura, Shimizu, Hayashi, Saito, Ikeda, Hashimoto, Ishikawa, Ogawa, Okada, Hasegawa, Fujita, Goto, Kondo,
        Murakami, Ota, Ishibashi, Nishimura, Kitagawa, Onodera, Tachikawa, Arita, Kuroda, Aoki, Tsuruta, Koizuka"""),
    ),
    "cn": (
        _split("""Wei, Jian, Guowei, Lijian, Wenbin, Zhenhua, Yang, Ning, Jie, Qiang, Kexin, Xiaoming, Min, Chunying,
        Haidong, Zhiyong, Yifan, Pei-shan, Tsai-ling, Ming-tong, Chih-chung, Joanne, Ying-jeou, Hsiu-chu"""),
        _split("""Wang, Li, Zhang, Liu, Chen, Yang, Zhao, Huang, Zhou, Wu, Xu, Sun, Ma, Zhu, Hu, Guo, He, Lin, Luo,
        Geng, Hua, Qiao, Shen, Mao, Tsai, Hsieh, Lai, Koo, Ouyang, Deng"""),
    ),
    "kr": (
        _split("""Jae-myung, Yoon-suk, Eui-yong, Jin, Tae-yul, Kyung-wha, Min-jung, Soo-suk, Hyun-chong, Yong-ho,
        Son-hui, Song-hwan, Ki-moon, Dong-won"""),
        _split("Kim, Park, Lee, Choi, Chung, Kang, Cho, Yoon, Jang, Lim, Han, Oh, Seo, Shin, Kwon, Hwang"),
    ),
    "ar": (
        _split("""Karim, Salek, Ahmed, Mohamed, Mohammed, Youssef, Omar, Khalid, Hassan, Hussein, Ali, Nasser, Ibrahim,
        Samir, Tariq, Faisal, Abdullah, Mustafa, Bashar, Walid, Hala, Leila, Fatima, Amina, Rania, Nadia, Sameh"""),
        _split("""Benhaddou, Brahim, Ramzy, al-Hariri, al-Sabah, al-Jubeir, Bourita, Shoukri, Ghali, Mansour, Haddad,
        Khoury, Saleh, Aboul Gheit, Lamamra, Attaf, Messahel, el-Sayed, bin Farhan, al-Mekdad, Zidane, Jaafari,
        Barzani, Maliki, Sistani, Rouhani, Zarif, Araghchi, Baghaei, Kanaani, Qassemi"""),
    ),
    "tr": (
        _split("Leyla, Mevlut, Hakan, Omer, Recep, Ahmet, Mehmet, Fatma, Ayse, Emre, Kemal, Ibrahim, Numan, Tanju"),
        _split("Demirci, Cavusoglu, Yildirim, Kaya, Aksoy, Celik, Sahin, Ozturk, Arslan, Bilgic, Kalin, Altun, Keceli"),
    ),
    "gr": (
        _split("Stavros, Nikos, Giorgos, Kyriakos, Dimitris, Eleni, Katerina, Yannis, Kostas, Alexis, Pavlos"),
        _split("""Palaiologos, Dendiadis, Gerapetris, Papadopoulos, Nikolaidis, Marinakis, Economou, Anastasiou,
        Christodoulou, Vassiliou, Letymbiotis"""),
    ),
    "es": (
        _split("""Carlos, Luis, Jorge, Juan, Jose, Maria, Ana, Diego, Santiago, Delcy, Ivan, Yvan, Nicolas, Claudia,
        Gabriela, Rafael, Fernando, Alberto, Mercedes, Patricia, Felipe, Gustavo, Ramon, Enrique, Teodoro"""),
        _split("""Rodriguez, Villaluz, Gil, Pinto, Arreaza, Gonzalez, Fernandez, Ramirez, Torres, Morales, Castillo,
        Herrera, Cafiero, Mondino, Figueroa, Landa, Murillo, Vargas, Locsin, Manalo, Tarriela, Romualdez, Bautista"""),
    ),
    "en": (
        _split("""John, James, David, Andrew, Matthew, Antony, Jake, Mark, Robert, Richard, Susan, Karine, Linda, Emily,
        Rhiannon, Sarah, Elizabeth, Penny, Anthony, Peter, Deonarine, Hugh, Irfaan, Colin, Ned, Vedant, Jeremy"""),
        _split("""Cole, Miller, Price, Kirby, Sullivan, Thompson, Harris, Clarke, Wong, Todd, Persaud, Ali, Campbell,
        Stewart, Marles, Lammy, Cameron, Truss, Patel, Bennett, Fraser, Hughes, Walker, Baker, Cooper, Reid, Burns"""),
    ),
    "eu": (
        _split("""Ilse, Mathieu, Ingrid, Josep, Kaja, Ursula, Emmanuel, Jean-Yves, Annalena, Peter, Jens, Espen, Anniken,
        Radoslaw, Gabrielius, Edgars, Dmytro, Volodymyr, Andrii, Zbigniew, Ivica, Aleksandar, Albin, Vjosa, Milorad"""),
        _split("""Vandermeer, Kerbrat, Solheim, Borrel, Kallasen, Lindqvist, Andersson, Nielsen, Larsen, Schmidt, Weber,
        Fischer, Dubois, Lefebvre, Moreau, Rossi, Ferrari, Kowalski, Sikorsky, Landsbergas, Rinkevich, Kuleba, Sybiha,
        Zelenko, Yermak, Podolyak, Horvat, Petrovic, Vucevic, Kurtaj, Szijjart, de Vries, van den Berg, von Hausen"""),
    ),
    "af": (
        _split(
            "Tesfaye, Abiy, Demeke, Hala, Sileshi, Workneh, Getachew, Moussa, Vincent, Bankole, Naledi, Cyril, William"
        ),
        _split("""Girma, Bekele, Hailemariam, Mekonnen, Gedu, Faki, Biruta, Nduhungire, Mushikiwabo, Kayikwamba,
        Adeosun, Pandoro, Ruton, Mudavadi, Osman, Farmaajo, Abdi, Warsame"""),
    ),
    "in": (
        _split("Arindam, Randhir, Vikram, Subrahmanyam, Narendra, Rajnath, Ishaq, Bilawal, Mumtaz, Shah, Hina, Asim"),
        _split("""Bagchi, Jaiswal, Misri, Jaishanker, Modhi, Sinhal, Sharma, Verma, Gupta, Kumar, Dar, Baloch, Qureshi,
        Sharif, Khan, Malik, Bhutta, Rana"""),
    ),
}

#: country, nationality, capital or seat
COUNTRIES: list[tuple[str, str, str]] = [
    (a, b, c)
    for a, b, c in (
        row.split("/")
        for row in _split("""Russia/Russian/Moscow, Japan/Japanese/Tokyo, China/Chinese/Beijing, South Korea/South Korean/Seoul,
        North Korea/North Korean/Pyongyang, Taiwan/Taiwanese/Taipei, Ukraine/Ukrainian/Kyiv, Belarus/Belarusian/Minsk,
        Morocco/Moroccan/Rabat, Algeria/Algerian/Algiers, Mauritania/Mauritanian/Nouakchott, Egypt/Egyptian/Cairo,
        Ethiopia/Ethiopian/Addis Ababa, Sudan/Sudanese/Khartoum, Kenya/Kenyan/Nairobi, Somalia/Somali/Mogadishu,
        Greece/Greek/Athens, Turkey/Turkish/Ankara, Cyprus/Cypriot/Nicosia, Armenia/Armenian/Yerevan,
        Azerbaijan/Azerbaijani/Baku, Georgia/Georgian/Tbilisi, Iran/Iranian/Tehran, Iraq/Iraqi/Baghdad,
        Israel/Israeli/Jerusalem, Lebanon/Lebanese/Beirut, Syria/Syrian/Damascus, Jordan/Jordanian/Amman,
        Saudi Arabia/Saudi/Riyadh, Qatar/Qatari/Doha, Yemen/Yemeni/Sanaa, India/Indian/New Delhi,
        Pakistan/Pakistani/Islamabad, Bangladesh/Bangladeshi/Dhaka, Nepal/Nepali/Kathmandu, Philippines/Philippine/Manila,
        Vietnam/Vietnamese/Hanoi, Indonesia/Indonesian/Jakarta, Malaysia/Malaysian/Kuala Lumpur, Thailand/Thai/Bangkok,
        Cambodia/Cambodian/Phnom Penh, Australia/Australian/Canberra, New Zealand/New Zealand/Wellington,
        United States/American/Washington, Canada/Canadian/Ottawa, Mexico/Mexican/Mexico City, Cuba/Cuban/Havana,
        Venezuela/Venezuelan/Caracas, Guyana/Guyanese/Georgetown, Colombia/Colombian/Bogota, Peru/Peruvian/Lima,
        Chile/Chilean/Santiago, Bolivia/Bolivian/La Paz, Argentina/Argentine/Buenos Aires, Brazil/Brazilian/Brasilia,
        Britain/British/London, France/French/Paris, Germany/German/Berlin, Spain/Spanish/Madrid, Italy/Italian/Rome,
        Portugal/Portuguese/Lisbon, Netherlands/Dutch/The Hague, Belgium/Belgian/Brussels, Denmark/Danish/Copenhagen,
        Norway/Norwegian/Oslo, Sweden/Swedish/Stockholm, Finland/Finnish/Helsinki, Estonia/Estonian/Tallinn,
        Latvia/Latvian/Riga, Lithuania/Lithuanian/Vilnius, Poland/Polish/Warsaw, Hungary/Hungarian/Budapest,
        Serbia/Serbian/Belgrade, Kosovo/Kosovar/Pristina, Croatia/Croatian/Zagreb, Slovenia/Slovenian/Ljubljana,
        Romania/Romanian/Bucharest, Moldova/Moldovan/Chisinau, Bulgaria/Bulgarian/Sofia, Iceland/Icelandic/Reykjavik,
        Ireland/Irish/Dublin, Mauritius/Mauritian/Port Louis, Rwanda/Rwandan/Kigali, Nigeria/Nigerian/Abuja""")
    )
]

PLACES = _split("""Iturup, Kunashir, Etorofu, Kunashiri, Shikotan, Habomai, South Kurils, Kuril Islands, Kurils, Sakhalin,
Northern Territories, Hokkaido, Nemuro, Rausu, Shibetsu, Sapporo, Vladivostok, Kamchatka, Yuzhno-Sakhalinsk, Abkhazia,
Sukhumi, South Ossetia, Nagorno-Karabakh, Stepanakert, Lachin, Crimea, Sevastopol, Donbas, Kharkiv, Odesa, Mariupol,
Western Sahara, Laayoune, Tindouf, Dakhla, Essequibo, Falklands, Falkland Islands, Malvinas, Stanley, Gibraltar, Ceuta,
Senkaku Islands, Diaoyu Islands, Uotsuri, Okinawa, Naha, Dokdo, Takeshima, Ulleung, Scarborough Shoal, Second Thomas Shoal,
Spratly Islands, Paracel Islands, Mischief Reef, Palawan, South China Sea, East China Sea, Sea of Japan, Sea of Okhotsk,
Taiwan Strait, Kinmen, Hainan, Kashmir, Srinagar, Ladakh, Aksai Chin, Siachen, Doklam, Arunachal Pradesh, Aegean, Imia,
Kastellorizo, Crete, Lesbos, Varosha, Famagusta, Golan Heights, West Bank, Gaza, Gaza Strip, Rafah, Ramallah, East Jerusalem,
Sinai, Red Sea, Suez Canal, Blue Nile, Benishangul, Tigray, Darfur, Abyei, Halaib, Badme, Somaliland, Hargeisa, Diego Garcia,
Chagos Islands, Arctic, Svalbard, Barents Sea, Baltic Sea, Black Sea, Kaliningrad, Transnistria, Tiraspol, Mitrovica,
Geneva, Vienna, New York, San Francisco, Davos, Munich, Singapore, Dubai, Astana, Osaka, Hiroshima, Shanghai, Hong Kong,
Persian Gulf, Strait of Hormuz, Abu Musa, Shatt al-Arab, Kirkuk, Erbil, Aleppo, Idlib, Hodeidah, Aden, Preah Vihear,
Natuna, Sabah, Mindanao, Jutland, Brittany, Lorient, Jersey, Rockall, Belfast, Northern Ireland, Catalonia, Kola Peninsula,
Asia, Europe, Africa, Middle East, Caucasus, Balkans, Pacific, Southeast Asia, Latin America, Eurasia, Far East, Siberia""")

MINISTRIES = _split("""Foreign Ministry, Ministry of Foreign Affairs, Defense Ministry, Defence Ministry, Ministry of Defence,
Interior Ministry, Trade Ministry, Ministry of Energy, Finance Ministry, Fisheries Agency, Coast Guard, Border Service,
Federal Security Service, Security Council, Cabinet Office, Cabinet, Parliament, National Assembly, Senate, House of Commons,
House of Representatives, Supreme Court, Constitutional Court, Central Bank, Navy, Air Force, Ministry of Justice, Embassy""")
ORGANIZATIONS = _split("""United Nations, UN, U.N., European Union, EU, European Commission, European Council, NATO, OSCE, ASEAN,
African Union, Arab League, Security Council, UN Security Council, General Assembly, International Court of Justice, ICJ,
International Criminal Court, World Trade Organization, IAEA, OPEC, Caribbean Community, CARICOM, Mercosur, G7, Group of Seven,
BRICS, Shanghai Cooperation Organisation, Council of Europe, European Parliament, World Bank, International Monetary Fund,
Kremlin, White House, State Department, Pentagon, Foreign Office, Downing Street, Diet, State Duma, Duma, Knesset, Congress,
Elysee, Politburo, Communist Party, Liberal Democratic Party, Labour Party, Conservative Party, Polisario Front, Polisario,
Hamas, Hezbollah, Houthis, Taliban, Palestinian Authority, Minsk Group, Organization of American States, Nordic Council,
Kyodo, Kyodo News, NHK, TASS, Interfax, RIA Novosti, Reuters, AFP, Xinhua, Global Times, Yonhap, Al Jazeera, Anadolu,
Nikkei, Asahi Shimbun, Yomiuri Shimbun, Izvestia, Kommersant, Vedomosti, BBC, Financial Times, Le Monde, Der Spiegel,
Gazprom, Rosneft, Novatek, Exxon Mobil, ExxonMobil, Mitsui, Mitsubishi, Toyota, CNOOC, Red Cross, Amnesty International,
Human Rights Watch, Hokkaido University, Moscow State University, Carnegie Center, Chatham House, Sasakawa Peace Foundation,
Revolutionary Guards, Pacific Fleet, Maritime Self-Defense Force, Coast Guard, Border Guard Service, Wagner Group""")
EVENTS = _split("""World War II, Second World War, Cold War, Northern Territories Day, Victory Day, Olympic Games, Tokyo Olympics,
Eastern Economic Forum, Munich Security Conference, Six-Day War, Gulf War, Brexit, Vostok-2022, Potsdam Conference""")
LAWS = _split("""Treaty of San Francisco, San Francisco Peace Treaty, Joint Declaration of 1956, UN Charter, Minsk agreements,
Geneva Conventions, Treaty of Lausanne, Law of the Sea Convention, Taiwan Relations Act, Good Friday Agreement,
Potsdam Declaration, Simla Agreement, Abraham Accords, Windsor Framework, Resolution 1701, Resolution 242, Cairo Declaration""")
ROLES = _split("""foreign minister, defence minister, defense minister, prime minister, president, ambassador, spokesman,
spokeswoman, spokesperson, deputy foreign minister, envoy, chief cabinet secretary, press secretary, national security adviser,
trade minister, chief negotiator, consul general, army chief, secretary-general, lawmaker, senator, opposition leader,
governor, mayor, analyst, professor, foreign secretary, defence secretary, interior minister, special representative""")
TITLES = _split("""President, Prime Minister, Foreign Minister, Defense Minister, Ambassador, Chief Cabinet Secretary, Secretary,
Deputy Foreign Minister, Spokesman, Spokeswoman, Governor, Mayor, General, Admiral, Senator, Chancellor, Press Secretary,
Foreign Secretary, Secretary-General, Vice President, Professor, King, Mr., Ms., Mrs., Dr., Special Envoy, State Secretary""")
DATES = _split("""Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, March 4, May 12, in 1956, last week,
yesterday, 2022, February, last year, next month, this week, December 15, 9 August, the 1990s, Tuesday evening, 1945""")
